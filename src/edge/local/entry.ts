import { ageOf, type Lifetime, variesBy } from "./lifetime.ts";
import { tagsOf } from "./tags.ts";

/** One stored answer: plain data, because a Response belongs to the request that made it. */
export interface Entry {
  readonly key: string;
  /** Path and query first; the key without what `Vary` adds. */
  readonly baseKey: string;
  readonly status: number;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly tags: ReadonlySet<string>;
  readonly vary: readonly string[];
  /** Every header as rendered. */
  readonly allHeaders: Readonly<Record<string, string>>;
  /** Those that readers may see, as a HIT of this age in seconds has them. */
  readonly hit: { readonly headers: Headers; age: number };
  /** When its render began, in the numbering of the purges. */
  readonly began: number;
  readonly bornAt: number;
  readonly bytes: number;
  readonly lifetime: Lifetime;
  freshUntil: number;
  revalidateUntil: number;
  errorUntil: number;
}

export interface Rendered {
  key: string;
  baseKey: string;
  status: number;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
  began: number;
  lifetime: Lifetime;
}

/** Read by the edge itself; readers see them only while debugging. */
export const EDGE_HEADERS = ["cloudflare-cdn-cache-control", "cache-tag"];
/** They describe a body: a 304 neither has nor changes one (RFC 9111 §3.2). */
export const BODY_HEADERS = [
  "content-type",
  "content-length",
  "content-encoding",
  "content-language",
  "content-range",
];
/** Of one connection, and of one proxy (RFC 9111 §3.1). */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "proxy-authenticate",
  "proxy-authentication-info",
  "proxy-authorization",
  "proxy-connection",
];
/** What an entry's objects cost beside its body and words, and each word beside its letters, roughly. */
const OVERHEAD_BYTES = 1024;
const WORD_BYTES = 40;

export function makeEntry(rendered: Rendered): Entry {
  const { key, baseKey, status, headers, body, began, lifetime } = rendered;
  const now = Date.now();
  const allHeaders = record(headers, now);
  const tags = tagsOf(headers.get("cache-tag"));
  return {
    key,
    baseKey,
    status,
    body,
    etag: headers.get("etag"),
    lastModified: headers.get("last-modified"),
    tags,
    vary: variesBy(headers),
    allHeaders,
    hit: { headers: hitHeaders(allHeaders), age: Number.NaN },
    began,
    bornAt: now - ageOf(headers) * 1000,
    bytes: body.byteLength + wordsBytes([key, baseKey, ...twice(allHeaders), ...tags]),
    lifetime,
    ...expiry(now + lifetime.freshMs, lifetime),
  };
}

// As rendered, and as readers see them.
function twice(headers: Record<string, string>): string[] {
  const words = Object.entries(headers).flat();
  return [...words, ...words];
}

// Header values and keys are byte strings: one byte a letter.
function wordsBytes(words: readonly string[]): number {
  return words.reduce((bytes, word) => bytes + word.length + WORD_BYTES, OVERHEAD_BYTES);
}

/** Ends its freshness now, as if `max-age` had just run out. */
export function makeStale(entry: Entry): void {
  const now = Date.now();
  if (entry.freshUntil > now) Object.assign(entry, expiry(now, entry.lifetime));
}

function expiry(freshUntil: number, lifetime: Lifetime) {
  return {
    freshUntil,
    revalidateUntil: freshUntil + lifetime.staleWhileRevalidateMs,
    errorUntil: freshUntil + lifetime.staleIfErrorMs,
  };
}

function record(headers: Headers, now: number): Record<string, string> {
  const plain: Record<string, string> = { date: new Date(now).toUTCString(), ...Object.fromEntries(headers) };
  const named = (plain.connection ?? "").toLowerCase().split(",");
  for (const name of [...HOP_BY_HOP, ...named, "age", "content-length"]) delete plain[name.trim()];
  return plain;
}

function hitHeaders(all: Record<string, string>): Headers {
  const headers = new Headers(all);
  for (const name of EDGE_HEADERS) headers.delete(name);
  headers.set("cf-cache-status", "HIT");
  return headers;
}
