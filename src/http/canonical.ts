import type { AppContext } from "./route.ts";

/** Headers that Cloudflare adds to the cache key: a request with one could make an entry of its own. */
export const KEY_HEADERS = [
  "x-forwarded-host",
  "x-host",
  "x-forwarded-server",
  "x-forwarded-scheme",
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
  "x-original-url",
  "x-rewrite-url",
  "forwarded",
  "cloudflare-workers-version-key",
];
/** What the inner request may carry over. */
const PASSED_ON = ["If-None-Match"];
/** What must not leave with the outer answer: it is not the cached one. */
const INNER_ONLY = [
  "Cloudflare-CDN-Cache-Control",
  "CDN-Cache-Control",
  "Cache-Tag",
  "CF-Cache-Status",
  "Age",
];

/** An address without parameters, in which nothing is to be spelled in another way. */
const PLAIN = /^[\w:/.-]+$/;

interface Loopback {
  exports: { default: { fetch(request: Request): Promise<Response> } };
}

/**
 * The URL whose cache entry answers this request; undefined where it is this very URL.
 * Known parameters in alphabetical order, others dropped, the path percent-encoded one way.
 */
export function canonicalUrl(request: Request, known: unknown): string | undefined {
  const isKeyed = KEY_HEADERS.some((name) => request.headers.has(name));
  if (!isKeyed && PLAIN.test(request.url)) return undefined;
  const url = new URL(request.url);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(known ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (value !== undefined && value !== "") parameters.set(name, String(value));
  const search = parameters.size > 0 ? `?${parameters}` : "";
  const path = new URL(encodeURI(decodeURI(url.pathname)), url.origin).pathname;
  const isCanonical = path === url.pathname && search === url.search && !request.url.endsWith("?");
  return isCanonical && !isKeyed ? undefined : `${url.origin}${path}${search}`;
}

/** The canonical URL's answer through the cache; the outer one is not stored. */
export async function viaCanonical(c: AppContext, url: string): Promise<Response> {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const value = c.req.header(name);
    if (value) headers.set(name, value);
  }
  const inner = await throughCache(c.executionCtx, new Request(url, { headers, redirect: "manual" }));
  const outer = new Response(inner.body, inner);
  for (const name of INNER_ONLY) outer.headers.delete(name);
  outer.headers.set("Cache-Control", "no-store");
  return outer;
}

/** The answer that a reader of this site would get: from the cache, where it has one. */
export function throughCache(ctx: unknown, request: Request): Promise<Response> {
  return (ctx as Loopback).exports.default.fetch(request);
}
