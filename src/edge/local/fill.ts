import { readBody } from "./body.ts";
import { BODY_HEADERS, type Entry, makeEntry } from "./entry.ts";
import type { Outcome } from "./flight.ts";
import { variantKey } from "./key.ts";
import { type Lifetime, lifetimeOf, variesBy } from "./lifetime.ts";
import { drop, isKept, keep } from "./store.ts";

/** One render for the cache. */
export interface Job {
  request: Request;
  baseKey: string;
  stale: Entry | undefined;
  began: number;
  render: (request: Request) => Promise<Response>;
}

const BODY_LIMIT_BYTES = 8 * 1024 * 1024;
/** Readers' conditions are ours to answer: the cache needs the whole page. */
const CONDITIONS = [
  "if-none-match",
  "if-modified-since",
  "if-match",
  "if-unmodified-since",
  "if-range",
  "range",
];

/** Renders, stores what may be stored, and falls back on the old copy where that may stand in. */
export async function fill(job: Job): Promise<Outcome> {
  try {
    const response = await job.render(inward(job));
    if (response.status >= 500 && mayStandIn(job.stale)) {
      await response.body?.cancel();
      return standIn(job.stale);
    }
    if (response.status === 304 && job.stale) return renew(job.stale, response, job);
    return await store(response, job);
  } catch (error) {
    if (mayStandIn(job.stale)) return standIn(job.stale);
    throw error;
  }
}

function inward({ request, stale }: Job): Request {
  const headers = new Headers(request.headers);
  for (const name of CONDITIONS) headers.delete(name);
  if (stale?.etag) headers.set("if-none-match", stale.etag);
  else if (stale?.lastModified) headers.set("if-modified-since", stale.lastModified);
  return new Request(request, { method: "GET", headers });
}

function mayStandIn(stale: Entry | undefined): stale is Entry {
  return stale !== undefined && Date.now() < stale.errorUntil && isKept(stale);
}

function standIn(stale: Entry): Outcome {
  return { entry: stale, status: "STALE", isShareable: true };
}

async function store(response: Response, job: Job): Promise<Outcome> {
  const lifetime = lifetimeOf(response.status, response.headers);
  if (!lifetime) {
    if (job.stale && response.status < 500) drop(job.stale);
    return { response, status: "BYPASS" };
  }
  const body = await readBody(response, BODY_LIMIT_BYTES);
  if (body instanceof ReadableStream) {
    if (job.stale) drop(job.stale);
    return { response: new Response(body, response), status: "MISS" };
  }
  const entry = entryOf(job, { status: response.status, headers: response.headers, body, lifetime });
  keep(entry);
  return { entry, status: job.stale ? "EXPIRED" : "MISS", isShareable: isShareable(lifetime) };
}

/** A 304 keeps the body and replaces the headers that it names (RFC 9111 §4.3.4). */
function renew(stale: Entry, response: Response, job: Job): Outcome {
  const headers = new Headers(stale.allHeaders);
  headers.delete("date");
  for (const [name, value] of response.headers) if (!BODY_HEADERS.includes(name)) headers.set(name, value);
  const lifetime = lifetimeOf(stale.status, headers);
  if (!lifetime) {
    drop(stale);
    return { response: new Response(stale.body, { status: stale.status, headers }), status: "BYPASS" };
  }
  const entry = entryOf(job, { status: stale.status, headers, body: stale.body, lifetime });
  keep(entry);
  return { entry, status: "REVALIDATED", isShareable: isShareable(lifetime) };
}

function entryOf(
  job: Job,
  page: { status: number; headers: Headers; body: Uint8Array<ArrayBuffer>; lifetime: Lifetime },
): Entry {
  const { baseKey, began, request } = job;
  const key = variantKey(baseKey, variesBy(page.headers), request.headers);
  return makeEntry({ ...page, key, baseKey, began });
}

// What is stale at birth must be asked for anew by each reader.
function isShareable(lifetime: Lifetime): boolean {
  return lifetime.freshMs + lifetime.staleWhileRevalidateMs > 0;
}
