import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../http/route.ts";

const COOKIE = "desk";
const SECRET = /^[\w-]{43}$/;
/** How long a session lasts, seconds. */
export const SESSION_S = 12 * 60 * 60;

const options = { httpOnly: true, sameSite: "Lax", path: "/", maxAge: SESSION_S } as const;

/** The secret of this browser's session, if it looks like one. */
export function sessionSecret(c: AppContext): string | undefined {
  const value = isSecure(c) ? getCookie(c, COOKIE, "host") : getCookie(c, COOKIE);
  return value && SECRET.test(value) ? value : undefined;
}

/** Gives the browser a session's secret: out of reach of scripts, of other sites, and over https of other hosts. */
export function keepSession(c: AppContext, secret: string): void {
  if (isSecure(c)) setCookie(c, COOKIE, secret, { ...options, prefix: "host", secure: true });
  else setCookie(c, COOKIE, secret, options);
}

export function forgetSession(c: AppContext): void {
  if (isSecure(c)) deleteCookie(c, COOKIE, { path: "/", prefix: "host", secure: true });
  else deleteCookie(c, COOKIE, { path: "/" });
}

/** Whether the site is reached by https: then the cookie without its prefix is nobody's, for another host may have planted it. */
function isSecure(c: AppContext): boolean {
  return c.env.SITE_URL.startsWith("https:") || c.req.url.startsWith("https:");
}
