import type { AppError } from "../errors.ts";
import type { CachePolicy } from "./route.ts";

/** An answer as JSON. Not cached unless the route's policy is set over it. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...NOT_KEPT, ...headers },
  });
}

/** A link that grants access: nobody keeps it, indexes it, or hears of it from the browser. CONTRACT §1. */
export const PRIVATE = {
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex",
  "Referrer-Policy": "no-referrer",
};

/** 204: it is done, and there is nothing to say of it. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: NOT_KEPT });
}

/** `no-transform`: a proxy that compresses would weaken the ETag that If-Match is compared with. */
export const NOT_KEPT = { "Cache-Control": "no-store, no-transform" };

/** A refusal as RFC 9457 problem details. */
export function problem(error: AppError, requestId: string): Response {
  const body = {
    type: "about:blank",
    title: error.title,
    status: error.status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    ...error.extra,
  };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: { "Content-Type": "application/problem+json; charset=utf-8", ...NOT_KEPT, ...error.headers },
  });
}

/** Milliseconds as RFC 3339 in UTC; null stays null. */
export function rfc3339<T extends number | null>(at: T): T extends null ? null : string;
export function rfc3339(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** The headers that tell the edge and the browser how long to keep an answer (RFC 9213, RFC 5861). */
export function cacheHeaders(policy: CachePolicy, tags: readonly string[]): Record<string, string> {
  const { maxAge, staleWhileRevalidate, staleIfError } = policy.edge;
  const edge = [`public, max-age=${maxAge}`];
  if (staleWhileRevalidate !== undefined) edge.push(`stale-while-revalidate=${staleWhileRevalidate}`);
  if (staleIfError !== undefined) edge.push(`stale-if-error=${staleIfError}`);
  return {
    "Cloudflare-CDN-Cache-Control": edge.join(", "),
    "Cache-Control": policy.browser,
    ...(tags.length > 0 ? { "Cache-Tag": [...new Set(tags)].join(",") } : {}),
  };
}

/** A finished page or feed, or 304 where the reader has the same bytes already (RFC 9110 §13.1.2, weak comparison). */
export async function finished(
  body: string,
  options: { status: number; headers: Record<string, string>; ifNoneMatch?: string | undefined },
): Promise<Response> {
  const bytes = new TextEncoder().encode(body);
  const etag = `W/"${await digest(bytes)}"`;
  const headers = { "Content-Type": "text/html; charset=utf-8", ...options.headers, ETag: etag };
  if (options.status === 200 && matches(options.ifNoneMatch, etag))
    return new Response(null, { status: 304, headers });
  return new Response(bytes, { status: options.status, headers });
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return btoa(String.fromCharCode(...new Uint8Array(hash, 0, 16))).replace(/[+/=]/g, (c) =>
    c === "+" ? "-" : c === "/" ? "_" : "",
  );
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return ifNoneMatch.split(",").some((tag) => tag.trim() === "*" || opaque(tag) === opaque(etag));
}
