import type { PurgeableCache, PurgeOptions } from "./edge.ts";
import { LAYOUT, type Touch } from "./tags.ts";

/** Operations that the platform takes in one call. */
const MAX_OPERATIONS = 100;
/** Past so many, one purge of every page is cheaper than the calls that they would take. */
const MOST_OPERATIONS = 300;
const TAG = "tag ";
const PATH = "path ";
/** The account has made too many calls: ours, and others'. */
const SPENT = /\b429\b|too many|rate.?limit/i;

/** What one event asks of the cache. */
export interface Wish {
  id: string;
  touch: Touch;
}

/** One call to the cache, and the events that it serves. */
export interface PurgeCall {
  mode: Touch["mode"];
  isUrgent: boolean;
  operations: string[];
  ids: Set<string>;
}

export type PurgeOutcome = "done" | "failed" | "spent";

/** The fewest calls that do what the events ask for, withdrawals first; nothing is named twice. */
export function planCalls(wishes: readonly Wish[]): PurgeCall[] {
  const [urgent, others] = [true, false].map((isUrgent) =>
    wishes.filter(({ touch }) => touch.mode === "purge" && touch.isUrgent === isUrgent),
  ) as [Wish[], Wish[]];
  const soft = wishes.filter(({ touch }) => touch.mode === "invalidate");
  const purges = pack(gather([...urgent, ...others]), "purge", new Set(urgent.map(({ id }) => id)));
  return [...purges, ...pack(gather(soft), "invalidate", new Set())];
}

/** Makes one call. A cache out of reach is one that refused; it never throws. */
export async function makeCall(
  cache: PurgeableCache,
  { mode, operations }: PurgeCall,
): Promise<PurgeOutcome> {
  try {
    const { success, errors } = await cache[mode](optionsOf(operations));
    if (success) return "done";
    console.error(JSON.stringify({ level: "error", message: "purge refused", errors }));
    return errors.some(({ code, message }) => SPENT.test(`${code} ${message}`)) ? "spent" : "failed";
  } catch (error) {
    console.error(JSON.stringify({ level: "error", message: "purge failed", error: String(error) }));
    return "failed";
  }
}

/** Each operation with the events that ask for it, in their order. */
function gather(wishes: readonly Wish[]): Map<string, string[]> {
  const operations = new Map<string, string[]>();
  const ask = (operation: string, id: string) => {
    const ids = operations.get(operation);
    if (ids) ids.push(id);
    else operations.set(operation, [id]);
  };
  for (const { id, touch } of wishes) {
    for (const tag of touch.tags) ask(TAG + tag, id);
    for (const path of touch.paths) ask(PATH + path, id);
  }
  return operations.size > MOST_OPERATIONS ? everyPage(operations) : operations;
}

/** Every page carries LAYOUT; files of pictures don't. */
function everyPage(operations: Map<string, string[]>): Map<string, string[]> {
  const files = [...operations].filter(([operation]) => operation.startsWith(`${TAG}media:`));
  const ids = new Set([...operations.values()].flat());
  return new Map([[TAG + LAYOUT, [...ids]], ...files]);
}

function pack(operations: Map<string, string[]>, mode: Touch["mode"], urgent: Set<string>): PurgeCall[] {
  const all = [...operations];
  const calls: PurgeCall[] = [];
  for (let at = 0; at < all.length; at += MAX_OPERATIONS) {
    const part = all.slice(at, at + MAX_OPERATIONS);
    const ids = new Set(part.flatMap(([, those]) => those));
    const isUrgent = [...ids].some((id) => urgent.has(id));
    calls.push({ mode, isUrgent, operations: part.map(([operation]) => operation), ids });
  }
  return calls;
}

function optionsOf(operations: readonly string[]): PurgeOptions {
  const named = (kind: string) =>
    operations
      .filter((operation) => operation.startsWith(kind))
      .map((operation) => operation.slice(kind.length));
  const [tags, pathPrefixes] = [named(TAG), named(PATH)];
  return { ...(tags.length > 0 ? { tags } : {}), ...(pathPrefixes.length > 0 ? { pathPrefixes } : {}) };
}
