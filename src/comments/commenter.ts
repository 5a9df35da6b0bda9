import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../http/route.ts";
import { base64url, keyedHash, sha256 } from "../http/secrets.ts";

const COOKIE = "commenter";
const COOKIE_MAX_AGE_S = 400 * 24 * 60 * 60;
const SECRET = /^[\w-]{43}$/;

/** The secret that this browser holds, if it looks like one. */
export function secretFrom(c: AppContext, siteUrl: string): string | undefined {
  const value = isHttps(siteUrl) ? getCookie(c, COOKIE, "host") : getCookie(c, COOKIE);
  return value && SECRET.test(value) ? value : undefined;
}

/** Gives the browser its secret: out of reach of scripts, of other sites, and over https of other hosts. */
export function keepSecret(c: AppContext, siteUrl: string, secret: string): void {
  const options = { httpOnly: true, sameSite: "Lax", path: "/", maxAge: COOKIE_MAX_AGE_S } as const;
  if (isHttps(siteUrl)) setCookie(c, COOKIE, secret, { ...options, prefix: "host", secure: true });
  else setCookie(c, COOKIE, secret, options);
}

/** Takes the secret from the browser. */
export function dropSecret(c: AppContext, siteUrl: string): void {
  if (isHttps(siteUrl)) deleteCookie(c, COOKIE, { path: "/", prefix: "host", secure: true });
  else deleteCookie(c, COOKIE, { path: "/" });
}

function isHttps(siteUrl: string): boolean {
  return siteUrl.startsWith("https:");
}

/**
 * The token of a comment's receipt: made from the commenter's secret, so only that browser can make it again
 * (the same text sent twice leads to the first receipt); stored hashed.
 */
export async function receiptTokens(
  secret: string,
  commentId: string,
): Promise<{ token: string; hash: string }> {
  const token = base64url(await keyedHash(secret, `receipt:${commentId}`));
  return { token, hash: await sha256(token) };
}
