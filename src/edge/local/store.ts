import { type Entry, makeStale } from "./entry.ts";
import { landAll } from "./flight.ts";
import { keyOf, variantKey } from "./key.ts";
import {
  forgetPurges,
  type PurgeKind,
  type PurgeOptions,
  type PurgeResult,
  purgedSince,
  recordPurge,
  refusalOf,
} from "./purges.ts";
import { Shelf } from "./shelf.ts";

const STORE_LIMIT_BYTES = 64 * 1024 * 1024;
const PURGE_REFUSED = 1000;

const shelf = new Shelf(STORE_LIMIT_BYTES);

/** Where a request looks, and what lies there. */
export function lookUp(request: Request): { baseKey: string; key: string; entry: Entry | undefined } {
  const baseKey = keyOf(request);
  const names = shelf.variesBy(baseKey);
  const key = names ? variantKey(baseKey, names, request.headers) : baseKey;
  return { baseKey, key, entry: shelf.get(key) };
}

/** Keeps an entry, unless a purge since its render began covers it. */
export function keep(entry: Entry): void {
  const befallen = purgedSince(entry.began, entry);
  if (befallen === "purged") return;
  if (befallen === "invalidated") makeStale(entry);
  shelf.put(entry);
}

export function drop(entry: Entry): void {
  shelf.remove(entry);
}

export function isKept(entry: Entry): boolean {
  return shelf.holds(entry);
}

/** The local counterpart of `ctx.cache`. */
export const localCache = {
  /** Deletes what the options cover. */
  purge(options: PurgeOptions): Promise<PurgeResult> {
    return sweep("purged", options, (entry) => shelf.remove(entry));
  },
  /** Marks what the options cover as stale. */
  invalidate(options: PurgeOptions): Promise<PurgeResult> {
    return sweep("invalidated", options, makeStale);
  },
};

/** Empties the local edge. Module state is shared by test files: call it before each test. */
export function resetLocalEdge(): void {
  shelf.clear();
  landAll();
  forgetPurges();
}

async function sweep(
  kind: PurgeKind,
  options: PurgeOptions,
  act: (entry: Entry) => void,
): Promise<PurgeResult> {
  const refusal = refusalOf(options);
  if (refusal) return { success: false, errors: [{ code: PURGE_REFUSED, message: refusal }] };
  const purge = recordPurge(kind, options);
  for (const entry of shelf.entries()) if (purge.covers(entry)) act(entry);
  return { success: true, errors: [] };
}
