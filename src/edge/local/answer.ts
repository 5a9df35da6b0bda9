import { BODY_HEADERS, EDGE_HEADERS, type Entry } from "./entry.ts";
import type { CacheStatus } from "./flight.ts";
import { type Part, partFor } from "./range.ts";
import { isUnchanged } from "./unchanged.ts";

export interface Labels {
  status: CacheStatus;
  debug: boolean;
}

const WITHOUT_BODY = [204, 205];

/** The stored answer, the part of it that was asked for, or a 304 where the reader has it already. */
export function answer(entry: Entry, request: Request, labels: Labels): Response {
  const { status, body } = entry;
  const headers = headersOf(entry, labels);
  if (status === 200 && isUnchanged(request.headers, entry))
    return new Response(null, { status: 304, headers: withoutBody(headers) });
  const part = partFor(request, entry);
  if (part) return partial(entry, part, headers);
  if (request.method === "HEAD") return head(entry, headers);
  return new Response(WITHOUT_BODY.includes(status) ? null : body, { status, headers });
}

// All hits of a second share their headers, as a Response takes a copy: half the price of writing them anew.
function headersOf(entry: Entry, { status, debug }: Labels): Headers {
  const { hit, allHeaders, bornAt } = entry;
  const age = Math.max(0, Math.floor((Date.now() - bornAt) / 1000));
  if (hit.age !== age) {
    hit.headers.set("age", String(age));
    hit.age = age;
  }
  if (status === "HIT" && !debug) return hit.headers;
  const headers = new Headers(debug ? { ...allHeaders, age: String(age) } : hit.headers);
  headers.set("cf-cache-status", status);
  if (age === 0 && (status === "MISS" || status === "EXPIRED")) headers.delete("age");
  return headers;
}

function withoutBody(headers: Headers): Headers {
  const bare = new Headers(headers);
  for (const name of BODY_HEADERS) bare.delete(name);
  return bare;
}

/** 206 with the part, or 416 with the length there is (RFC 9110 §15.3.7, §15.5.17). */
function partial({ body }: Entry, part: Part | "unsatisfiable", shared: Headers): Response {
  const isThere = part !== "unsatisfiable";
  const headers = isThere ? new Headers(shared) : withoutBody(shared);
  const place = isThere ? `${part.start}-${part.end}` : "*";
  headers.set("accept-ranges", "bytes");
  headers.set("content-range", `bytes ${place}/${body.byteLength}`);
  if (isThere) return new Response(body.subarray(part.start, part.end + 1), { status: 206, headers });
  headers.set("cache-control", "no-store");
  return new Response(null, { status: 416, headers });
}

function head({ status, body }: Entry, shared: Headers): Response {
  const headers = new Headers(shared);
  if (!headers.has("content-encoding")) headers.set("content-length", String(body.byteLength));
  return new Response(null, { status, headers });
}

/** An answer that only its own reader gets, as rendered. */
export function passOn(response: Response, { status, debug }: Labels): Response {
  const outer = new Response(response.body, response);
  if (!debug) for (const name of EDGE_HEADERS) outer.headers.delete(name);
  outer.headers.set("cf-cache-status", status);
  return outer;
}

/** The same for an answer to a request whose method and conditions we kept from the app. */
export function passOnTo(request: Request, response: Response, labels: Labels): Response {
  const outer = passOn(response, labels);
  const etag = outer.headers.get("etag");
  const lastModified = outer.headers.get("last-modified");
  const isKnown = outer.status === 200 && isUnchanged(request.headers, { etag, lastModified });
  if (!isKnown && request.method !== "HEAD") return outer;
  if (isKnown) for (const name of BODY_HEADERS) outer.headers.delete(name);
  void outer.body?.cancel();
  return new Response(null, { status: isKnown ? 304 : outer.status, headers: outer.headers });
}
