import CachePolicy from "http-cache-semantics";

/** How long an answer is fresh, and for how long after that its copy may still stand in. */
export interface Lifetime {
  freshMs: number;
  staleWhileRevalidateMs: number;
  staleIfErrorMs: number;
}

type Directives = ReadonlyMap<string, string>;

/** The platform's lifetimes for answers without any cache header: its trap, and so ours. */
const DEFAULT_LIFETIME_S: Readonly<Record<number, number>> = {
  200: 7200,
  203: 7200,
  204: 7200,
  300: 1200,
  301: 1200,
  404: 180,
  405: 60,
  410: 180,
  414: 60,
};

/** RFC 9111 §4.2.4, as the platform reads it: these forbid every stale answer. */
const FORBIDDING_STALE = ["s-maxage", "must-revalidate", "proxy-revalidate"];
const EXPLICIT = ["max-age", "s-maxage", "public", "no-cache"];

/** The lifetime which an answer gives itself; undefined if it must not be stored. */
export function lifetimeOf(status: number, headers: Headers): Lifetime | undefined {
  const deciding = decidingHeader(headers);
  const directives = parse(deciding ?? "");
  if (!isStorable(status, headers, directives)) return undefined;
  const isUnsaid = deciding === null && !headers.has("expires");
  const freshness = isUnsaid ? `max-age=${DEFAULT_LIFETIME_S[status]}` : print(directives);
  const mayBeStale = !FORBIDDING_STALE.some((name) => directives.has(name));
  return {
    freshMs: freshMs(freshness, headers),
    staleWhileRevalidateMs: mayBeStale ? (milliseconds(directives, "stale-while-revalidate") ?? 0) : 0,
    // Unsaid, the platform serves the old copy for as long as the Worker fails.
    staleIfErrorMs: mayBeStale ? (milliseconds(directives, "stale-if-error") ?? Number.POSITIVE_INFINITY) : 0,
  };
}

/** The age that an answer brings along, seconds: the first one, if it is a whole number (RFC 9111 §5.1). */
export function ageOf(headers: Headers): number {
  const [, seconds = "0"] = /^\s*(\d+)\s*(?:[,;]|$)/.exec(headers.get("age") ?? "") ?? [];
  return Number(seconds);
}

/** The header names of `Vary`, in lower case and in one order. */
export function variesBy(headers: Headers): string[] {
  const names = (headers.get("vary") ?? "").toLowerCase().split(",");
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))].sort();
}

function decidingHeader(headers: Headers): string | null {
  return (
    headers.get("cloudflare-cdn-cache-control") ??
    headers.get("cdn-cache-control") ??
    headers.get("cache-control")
  );
}

function isStorable(status: number, headers: Headers, directives: Directives): boolean {
  if (status < 200 || status === 206 || status === 304 || status >= 500) return false;
  if (directives.has("private") || directives.has("no-store")) return false;
  if (headers.has("set-cookie") || variesBy(headers).includes("*")) return false;
  const isExplicit = EXPLICIT.some((name) => directives.has(name)) || headers.has("expires");
  return isExplicit || DEFAULT_LIFETIME_S[status] !== undefined;
}

// The request carries no headers, so a reader's `no-cache` decides nothing; the status is always 200,
// because the library would not store a 451; `proxy-revalidate` is not "never fresh", as it believes.
function freshMs(cacheControl: string, headers: Headers): number {
  const facts: Record<string, string> = { "cache-control": cacheControl };
  for (const name of ["expires", "last-modified", "date"]) {
    const value = headers.get(name);
    if (value !== null) facts[name] = value;
  }
  facts.age = String(ageOf(headers));
  const policy = new CachePolicy({ method: "GET", headers: {} }, { status: 200, headers: facts });
  return Math.max(0, (policy.maxAge() - policy.age()) * 1000);
}

function parse(header: string): Directives {
  const pairs = header.split(",").map((part): [string, string] => {
    const [name = "", value = ""] = part.split("=", 2);
    return [name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, "")];
  });
  return new Map(pairs.filter(([name]) => name !== ""));
}

function print(directives: Directives): string {
  const kept = [...directives].filter(([name]) => name !== "proxy-revalidate");
  return kept.map(([name, value]) => (value === "" ? name : `${name}=${value}`)).join(", ");
}

function milliseconds(directives: Directives, name: string): number | undefined {
  const seconds = Number.parseInt(directives.get(name) ?? "", 10);
  return Number.isNaN(seconds) ? undefined : seconds * 1000;
}
