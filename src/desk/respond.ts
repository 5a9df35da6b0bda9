import { contentPolicy } from "../http/content-policy.ts";
import type { AppContext } from "../http/route.ts";
import { SCRIPT_HASH } from "./script.ts";

/**
 * What every answer of the desk says: nobody keeps it or indexes it, and no other site hears of it. A browser that sends
 * no referrer at all would send forms without their origin, by which they are told from another site's.
 */
const HEADERS = {
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex",
  "Referrer-Policy": "same-origin",
  "Content-Security-Policy": contentPolicy({ scripts: [SCRIPT_HASH] }),
};

/** A page of the desk. */
export function privately(
  html: string,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const type = { "Content-Type": "text/html; charset=utf-8" };
  return new Response(html, { status, headers: { ...type, ...HEADERS, ...headers } });
}

/** 303: what is to be seen next, with the cookies that were set or taken. */
export function seeOther(c: AppContext, path: string): Response {
  return c.newResponse(null, 303, { ...HEADERS, Location: path });
}
