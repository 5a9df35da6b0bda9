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
export function answer(entry: Entry, request: Request, { status, debug }: Labels): Response {
  const headers: Record<string, string> = {
    ...(debug ? entry.allHeaders : entry.outerHeaders),
    "cf-cache-status": status,
  };
  const ageSeconds = Math.max(0, Math.floor((Date.now() - entry.bornAt) / 1000));
  const isNew = status === "MISS" || status === "EXPIRED";
  if (!isNew || ageSeconds > 0) headers.age = String(ageSeconds);
  if (entry.status === 200 && isUnchanged(request.headers, entry)) {
    for (const name of BODY_HEADERS) delete headers[name];
    return new Response(null, { status: 304, headers });
  }
  const part = partFor(request, entry);
  if (part) return partial(entry, part, headers);
  if (request.method === "HEAD" && !headers["content-encoding"]) {
    headers["content-length"] = String(entry.body.byteLength);
  }
  const isBodiless = request.method === "HEAD" || WITHOUT_BODY.includes(entry.status);
  return new Response(isBodiless ? null : entry.body, { status: entry.status, headers });
}

/** 206 with the part, or 416 with the length there is (RFC 9110 §15.3.7, §15.5.17). */
function partial({ body }: Entry, part: Part | "unsatisfiable", headers: Record<string, string>): Response {
  headers["accept-ranges"] = "bytes";
  if (part !== "unsatisfiable") {
    headers["content-range"] = `bytes ${part.start}-${part.end}/${body.byteLength}`;
    return new Response(body.subarray(part.start, part.end + 1), { status: 206, headers });
  }
  for (const name of BODY_HEADERS) delete headers[name];
  headers["content-range"] = `bytes */${body.byteLength}`;
  headers["cache-control"] = "no-store";
  return new Response(null, { status: 416, headers });
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
