import { parse } from "range-parser";
import type { Entry } from "./entry.ts";

/** First and last byte, both included. */
export interface Part {
  start: number;
  end: number;
}

const INVALID = 1;
const STRONG_AFTER_MS = 1_000;

/**
 * The part of the stored body that a reader asks for (RFC 9110 §14.2); undefined: the whole, as for anything but one
 * range of bytes. The runtime compresses a body with a Content-Encoding on its way out: that has no parts here.
 */
export function partFor(request: Request, entry: Entry): Part | "unsatisfiable" | undefined {
  const range = request.method === "GET" ? request.headers.get("range") : null;
  if (range === null || entry.status !== 200 || entry.allHeaders["content-encoding"]) return undefined;
  if (!isOfThisVersion(request.headers.get("if-range"), entry)) return undefined;
  const { type, code, ranges } = parse(entry.body.byteLength, range);
  if (type !== "bytes" || code & INVALID || ranges.length > 1) return undefined;
  return ranges[0] ?? (code === 0 ? undefined : "unsatisfiable");
}

// RFC 9110 §13.1.5: compared strongly; a date counts where the page was older than a second when it was made (§8.8.2.2).
function isOfThisVersion(ifRange: string | null, { etag, lastModified, allHeaders }: Entry): boolean {
  if (ifRange === null) return true;
  if (ifRange.startsWith('"')) return ifRange === etag;
  const isStrong = Date.parse(allHeaders.date ?? "") - Date.parse(lastModified ?? "") >= STRONG_AFTER_MS;
  return isStrong && ifRange === lastModified;
}
