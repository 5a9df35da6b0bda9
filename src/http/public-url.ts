import type { Env } from "../env.ts";
import { invalidField } from "../errors.ts";
import { isV4, notPublic } from "./public-address.ts";

const RESOLVER = "https://cloudflare-dns.com/dns-query";
const LOOKUP_MS = 2_000;
/** Names that stand for something near (RFC 6761, RFC 6762, RFC 8375), and what routers call their networks. */
const NEAR = [
  "localhost",
  "local",
  "internal",
  "arpa",
  "localdomain",
  "lan",
  "home",
  "corp",
  "intranet",
  "private",
];
/** A (1) and AAAA (28), RFC 1035 §3.2.2 and RFC 3596 §2.1. */
const ADDRESS_TYPES = [1, 28];

export type Guard = Pick<Env, "ALLOW_PRIVATE_WEBHOOKS" | "DNS_URL">;

/**
 * Why nothing is to be sent to an address that somebody gave us, in plain words; undefined: it may be. `own` are origins of
 * this site. Nothing is refused but other schemes where ALLOW_PRIVATE_WEBHOOKS is "1". The name is not looked up.
 */
export function refusedUrl(
  url: string,
  { ALLOW_PRIVATE_WEBHOOKS }: Guard,
  own: readonly string[],
): string | undefined {
  if (!URL.canParse(url)) return "it is no address";
  const { protocol, username, password, port, hostname } = new URL(url);
  if (username !== "" || password !== "") return "it holds a user's name or password";
  if (ALLOW_PRIVATE_WEBHOOKS === "1") return /^https?:$/.test(protocol) ? undefined : "it is not https";
  if (protocol !== "https:") return "it is not https";
  if (port !== "") return "its port is another than 443";
  const host = hostname.replace(/\.+$/, "");
  if (own.some((origin) => hostOf(origin) === host)) return "it is this site's own";
  if (host.startsWith("[")) return notPublic(host.slice(1, -1));
  return isV4(host) ? notPublic(host) : nearName(host);
}

function nearName(host: string): string | undefined {
  const labels = host.split(".");
  if (labels.length < 2) return "its name is not one of the internet";
  return NEAR.includes(labels.at(-1) ?? "") ? "its name is one of a network nearby" : undefined;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).hostname.replace(/\.+$/, "") : undefined;
}

/**
 * The same, and the name is looked up by DNS over HTTPS (RFC 8484; Cloudflare's JSON): any answer that is not public
 * refuses. Where nobody can be asked within 2 s it goes on, and the log says so.
 */
export async function refusedPlace(
  url: string,
  guard: Guard,
  own: readonly string[],
): Promise<string | undefined> {
  const refused = refusedUrl(url, guard, own);
  if (refused !== undefined || guard.ALLOW_PRIVATE_WEBHOOKS === "1") return refused;
  const { hostname } = new URL(url);
  if (hostname.startsWith("[") || isV4(hostname)) return undefined;
  try {
    const found = await Promise.all(ADDRESS_TYPES.map((type) => addressesOf(hostname, type, guard)));
    const why = found
      .flat()
      .map(asWritten)
      .map(notPublic)
      .find((reason) => reason !== undefined);
    return why && `its name leads to an address that is ${why}`;
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    console.warn(JSON.stringify({ level: "warn", message: "DNS over HTTPS is out of reach", error: name }));
    return undefined;
  }
}

/** Throws 422 beside `path` where nothing is to be sent there. */
export async function checkPlace(
  path: string,
  url: string,
  guard: Guard,
  own: readonly string[],
): Promise<void> {
  const why = await refusedPlace(url, guard, own);
  if (why === undefined) return;
  throw invalidField(
    path,
    "not_public",
    `This address can't be used: ${why}. A public address that begins with https:// is needed.`,
  );
}

interface Lookup {
  Answer?: { type: number; data: string }[];
}

async function addressesOf(name: string, type: number, { DNS_URL = RESOLVER }: Guard): Promise<string[]> {
  const query = new URL(DNS_URL);
  query.searchParams.set("name", name);
  query.searchParams.set("type", String(type));
  const signal = AbortSignal.timeout(LOOKUP_MS);
  const response = await fetch(query, { headers: { Accept: "application/dns-json" }, signal });
  const { Answer = [] } = await response.json<Lookup>();
  return Answer.filter((answer) => answer.type === type).map(({ data }) => String(data));
}

/** An address of a DNS answer as a URL writes it: IPv6 may be written in many ways. */
function asWritten(address: string): string {
  if (!address.includes(":")) return address;
  return URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : "::";
}
