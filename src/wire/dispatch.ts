import { and, asc, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { PurgeableCache } from "../edge/edge.ts";
import { type EventForCache, type Touch, touchedBy } from "../edge/tags.ts";
import { events } from "./schema.ts";

/** Operations that the platform takes in one call. */
const TAGS_A_CALL = 100;
const EVENTS_A_RUN = 100;

export interface Dispatched {
  event: Event;
  touch: Touch;
  outcome: "done" | "failed";
}

export type OutboxEvent = typeof events.$inferSelect;
type Event = OutboxEvent;

/**
 * Hands the outbox to its consumers: now the cache. Events that a consumer did not take stay and are tried again, by
 * the next write or by cron. Consumers are idempotent, so two runs at once do no harm. Gives what became of each event.
 */
export async function dispatch(
  db: Database,
  cache: PurgeableCache,
  now: number,
): Promise<Map<string, Dispatched>> {
  const outcomes = new Map<string, Dispatched>();
  for (let after = 0, isMore = true; isMore; ) {
    const waiting = await nextEvents(db, after);
    const hasFailed = await touchFor(waiting, cache, outcomes);
    await markTaken(db, now, { waiting, outcomes });
    isMore = waiting.length === EVENTS_A_RUN && !hasFailed;
    after = waiting.at(-1)?.seq ?? after;
  }
  return outcomes;
}

async function nextEvents(db: Database, after: number): Promise<Event[]> {
  return await db
    .select()
    .from(events)
    .where(and(isNull(events.dispatchedAt), gt(events.seq, after)))
    .orderBy(asc(events.seq))
    .limit(EVENTS_A_RUN);
}

/** Purges and invalidates what the events touch; true where the cache refused any of it. */
async function touchFor(waiting: Event[], cache: PurgeableCache, outcomes: Map<string, Dispatched>) {
  let hasFailed = false;
  const touches = waiting.map((event) => ({ event, touch: touchedBy(forCache(event)) }));
  for (const mode of ["purge", "invalidate"] as const) {
    const group = touches.filter(({ touch }) => touch?.mode === mode);
    const tags = [...new Set(group.flatMap(({ touch }) => touch?.tags ?? []))];
    const isDone = tags.length === 0 || (await touchAll(cache, mode, tags));
    const outcome = isDone ? "done" : "failed";
    for (const { event, touch } of group) if (touch) outcomes.set(event.id, { event, touch, outcome });
    hasFailed ||= !isDone;
  }
  return hasFailed;
}

interface Taken {
  waiting: Event[];
  outcomes: Map<string, Dispatched>;
}

/** Keeps when each was taken, or that it was refused once more. */
async function markTaken(db: Database, now: number, { waiting, outcomes }: Taken): Promise<void> {
  if (waiting.length === 0) return;
  const isRefused = ({ id }: Event) => outcomes.get(id)?.outcome === "failed";
  const refused = waiting.filter(isRefused);
  const taken = waiting.filter((event) => !isRefused(event));
  await db.batch([
    db.update(events).set({ dispatchedAt: now }).where(isAmong(taken)),
    db
      .update(events)
      .set({ failures: sql`${events.failures} + 1` })
      .where(and(isAmong(refused), isNull(events.dispatchedAt))),
  ]);
}

function isAmong(some: Event[]): SQL {
  const numbers = JSON.stringify(some.map(({ seq }) => seq));
  return sql`${events.seq} IN (SELECT value FROM json_each(${numbers}))`;
}

function forCache(event: Event): EventForCache {
  return { type: event.type, subject: event.subject, data: JSON.parse(event.data) as EventForCache["data"] };
}

async function touchAll(cache: PurgeableCache, mode: Touch["mode"], tags: string[]): Promise<boolean> {
  for (let at = 0; at < tags.length; at += TAGS_A_CALL) {
    if (!(await isTouched(cache, { mode, tags: tags.slice(at, at + TAGS_A_CALL) }))) return false;
  }
  return true;
}

/** A cache out of reach is one that refused: it is counted, and tried again. */
async function isTouched(cache: PurgeableCache, { mode, tags }: Touch): Promise<boolean> {
  try {
    return (await cache[mode]({ tags })).success;
  } catch (error) {
    console.error(JSON.stringify({ level: "error", message: "purge failed", error: String(error) }));
    return false;
  }
}
