/** All requests without an address share this one. */
const NO_ADDRESS = "shared";

/**
 * Whom a limit counts: `CF-Connecting-IP` and nothing else (any other header can be made up);
 * an IPv6 address stands for its /64, which is what one household has. CONTRACT §0.
 */
export function clientOf(request: Request): string {
  const address = request.headers.get("CF-Connecting-IP")?.trim().toLowerCase();
  if (!address) return NO_ADDRESS;
  return address.includes(":") ? network64(address) : address;
}

function network64(address: string): string {
  const mapped = /^(?:::ffff:)((?:\d{1,3}\.){3}\d{1,3})$/.exec(address);
  if (mapped?.[1]) return mapped[1];
  const [head = "", tail] = (address.split("%", 1)[0] ?? "").split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill("0"), ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
