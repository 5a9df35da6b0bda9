/** Ranges of IPv4 that are no place of the public internet (IANA's special-purpose registry, RFC 6890), and why. */
const REFUSED_V4: readonly (readonly [network: string, bits: number, why: string])[] = [
  ["0.0.0.0", 8, "this network"],
  ["10.0.0.0", 8, "private"],
  ["100.64.0.0", 10, "shared by carriers"],
  ["127.0.0.0", 8, "loopback"],
  ["168.63.129.16", 32, "metadata of a cloud"],
  ["169.254.0.0", 16, "link-local"],
  ["172.16.0.0", 12, "private"],
  ["192.0.0.0", 24, "reserved"],
  ["192.0.2.0", 24, "for documentation"],
  ["192.88.99.0", 24, "of 6to4"],
  ["192.168.0.0", 16, "private"],
  ["198.18.0.0", 15, "for benchmarks"],
  ["198.51.100.0", 24, "for documentation"],
  ["203.0.113.0", 24, "for documentation"],
  ["224.0.0.0", 4, "multicast"],
  ["240.0.0.0", 4, "reserved"],
];

/** Of IPv6 only 2000::/3 is handed out (RFC 4291 §2.4); parts of that are none of the public internet either. */
const REFUSED_V6: readonly (readonly [network: number, bits: number, why: string])[] = [
  [0x2001_0000, 23, "reserved"],
  [0x2001_0db8, 32, "for documentation"],
  [0x2002_0000, 16, "of 6to4"],
  [0x3fff_0000, 20, "for documentation"],
];
const GLOBAL_V6 = { network: 0x2000_0000, bits: 3 };

/**
 * Why an IP address is not one of the public internet, in plain words; undefined: it is one. IPv4 in four decimal parts,
 * IPv6 without brackets, both as a URL writes them; `undefined`, too, for what is no address at all.
 */
export function notPublic(address: string): string | undefined {
  if (address.includes(":")) return notPublicV6(address);
  if (!isV4(address)) return undefined;
  const number = v4Number(address);
  return REFUSED_V4.find(([network, bits]) => isWithin(number, v4Number(network), bits))?.[2];
}

/** True for four decimal parts. */
export function isV4(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

function notPublicV6(address: string): string | undefined {
  const [first = "", second = ""] = address.split(":");
  const groups = address.startsWith("::")
    ? [0, 0]
    : [first, second].map((group) => Number.parseInt(group || "0", 16));
  const number = (groups[0] ?? 0) * 0x1_0000 + (groups[1] ?? 0);
  if (!isWithin(number, GLOBAL_V6.network, GLOBAL_V6.bits)) return "not handed out to the public";
  return REFUSED_V6.find(([network, bits]) => isWithin(number, network, bits))?.[2];
}

function v4Number(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}

/** Whether the first `bits` of 32 are the same. */
function isWithin(number: number, network: number, bits: number): boolean {
  const size = 2 ** (32 - bits);
  return Math.floor(number / size) === Math.floor(network / size);
}
