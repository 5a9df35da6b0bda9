import { asc, inArray, isNull } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { PurgeableCache } from "../edge/edge.ts";
import { type EventForCache, type Touch, touchedBy } from "../edge/tags.ts";
import { events } from "./schema.ts";

/** Operations that the platform takes in one call. */
const TAGS_A_CALL = 100;
const EVENTS_A_RUN = 100;

export interface Dispatched {
  touch: Touch;
  outcome: "done" | "failed";
}

/**
 * Hands the outbox to its consumers: now the cache. Events that a consumer did not take stay and are tried again, by
 * the next write or by cron. Consumers are idempotent, so two runs at once do no harm. Gives what became of each event.
 */
export async function dispatch(
  db: Database,
  cache: PurgeableCache,
  now: number,
): Promise<Map<string, Dispatched>> {
  const waiting = await db
    .select()
    .from(events)
    .where(isNull(events.dispatchedAt))
    .orderBy(asc(events.seq))
    .limit(EVENTS_A_RUN);
  const outcomes = new Map<string, Dispatched>();
  const touches = waiting.map((event) => ({ event, touch: touchedBy(forCache(event)) }));
  for (const mode of ["purge", "invalidate"] as const) {
    const group = touches.filter(({ touch }) => touch?.mode === mode);
    const tags = [...new Set(group.flatMap(({ touch }) => touch?.tags ?? []))];
    const outcome = tags.length === 0 || (await touchAll(cache, mode, tags)) ? "done" : "failed";
    for (const { event, touch } of group) if (touch) outcomes.set(event.id, { touch, outcome });
  }
  const taken = waiting
    .filter((event) => outcomes.get(event.id)?.outcome !== "failed")
    .map((event) => event.seq);
  if (taken.length > 0) await db.update(events).set({ dispatchedAt: now }).where(inArray(events.seq, taken));
  return outcomes;
}

function forCache(event: typeof events.$inferSelect): EventForCache {
  return { type: event.type, subject: event.subject, data: JSON.parse(event.data) as EventForCache["data"] };
}

async function touchAll(cache: PurgeableCache, mode: Touch["mode"], tags: string[]): Promise<boolean> {
  for (let at = 0; at < tags.length; at += TAGS_A_CALL) {
    const result = await cache[mode]({ tags: tags.slice(at, at + TAGS_A_CALL) });
    if (!result.success) return false;
  }
  return true;
}
