import { and, inArray, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { URGENT_TYPES } from "../edge/tags.ts";
import { events } from "./schema.ts";

/** What is claimed and then forgotten, because the Worker died, is due again after this. */
const LEASE_MS = 10_000;
/** A render begun before the commit may be stored after the purge: who purged, purges again. */
export const AGAIN_MS = 15_000;
/** After a claim of fewer there is nothing left to claim. */
export const EVENTS_A_RUN = 500;
/** Each is a page to be drawn. */
export const COPIES_A_RUN = 20;
/** The first wait of who was refused. */
export const BACKOFF_MS = 5_000;
const MAX_BACKOFF_MS = 300_000;
/** Doubling stops here: the longest wait is reached. */
const MAX_DOUBLINGS = 6;

export type OutboxEvent = typeof events.$inferSelect;

export interface Claimed {
  cache: OutboxEvent[];
  lifeboat: OutboxEvent[];
}

/**
 * Takes what the consumers are to be told now, withdrawals first. Nobody else gets it until the lease runs out; whoever
 * takes it says what became of it by the functions below.
 */
export async function claim(db: Database, now: number): Promise<Claimed> {
  const taken = now + LEASE_MS;
  const due = (at: typeof events.purgeAt | typeof events.keepAt, which: SQL | undefined, most: number) => {
    const isDue = and(isNotNull(at), lte(at, now), which);
    return inArray(
      events.seq,
      db.select({ seq: events.seq }).from(events).where(isDue).orderBy(at).limit(most),
    );
  };
  const forCache = (which: SQL | undefined) =>
    db
      .update(events)
      .set({ purgeAt: taken })
      .where(due(events.purgeAt, which, EVENTS_A_RUN))
      .returning();
  const forLifeboat = (which: SQL | undefined) =>
    db
      .update(events)
      .set({ keepAt: taken })
      .where(due(events.keepAt, which, COPIES_A_RUN))
      .returning();
  const isUrgent = inArray(events.type, URGENT_TYPES);
  const [gone, changed, buried, kept] = await db.batch([
    forCache(isUrgent),
    forCache(undefined),
    forLifeboat(isUrgent),
    forLifeboat(undefined),
  ]);
  return {
    cache: [...inOrder(gone), ...inOrder(changed)],
    lifeboat: [...inOrder(buried), ...inOrder(kept)],
  };
}

function inOrder(claimed: OutboxEvent[]): OutboxEvent[] {
  return claimed.sort((a, b) => a.seq - b.seq);
}

/** What became of claimed events at the cache. Milliseconds. */
export interface Told {
  now: number;
  /** The cache took them: told again in a while, and then never more. */
  done: OutboxEvent[];
  /** No page shows them. */
  untouched: OutboxEvent[];
  /** The cache refused them: tried again, ever more rarely, but for withdrawals. */
  failed: OutboxEvent[];
  /** Nothing was left of the budget: tried again at `nextAt`. */
  queued: OutboxEvent[];
  nextAt: number;
}

/** Keeps what became of claimed events. */
export async function keepTold(
  db: Database,
  { now, done, untouched, failed, queued, nextAt }: Told,
): Promise<void> {
  const first = sql`coalesce(dispatched_at, ${now})`;
  const again = sql`CASE WHEN dispatched_at IS NULL THEN ${now + AGAIN_MS} END`;
  const longest = sql`CASE WHEN ${inArray(events.type, URGENT_TYPES)} THEN ${AGAIN_MS} ELSE ${MAX_BACKOFF_MS} END`;
  const backoff = sql`min(${longest}, ${BACKOFF_MS} << min(failures, ${MAX_DOUBLINGS}))`;
  await db.batch([
    db.update(events).set({ dispatchedAt: first, purgeAt: again }).where(isAmong(done)),
    db.update(events).set({ dispatchedAt: first, purgeAt: null }).where(isAmong(untouched)),
    db
      .update(events)
      .set({ failures: sql`failures + 1`, purgeAt: sql`${now} + ${backoff}` })
      .where(isAmong(failed)),
    db.update(events).set({ purgeAt: nextAt }).where(isAmong(queued)),
  ]);
}

/** When a consumer is to be told of something next, milliseconds; null: there is nothing to tell. */
export async function nextTelling(db: Database): Promise<number | null> {
  const [[purge], [keep]] = await db.batch([
    db
      .select({ purgeAt: events.purgeAt })
      .from(events)
      .where(isNotNull(events.purgeAt))
      .orderBy(events.purgeAt)
      .limit(1),
    db
      .select({ keepAt: events.keepAt })
      .from(events)
      .where(isNotNull(events.keepAt))
      .orderBy(events.keepAt)
      .limit(1),
  ]);
  const moments = [purge?.purgeAt, keep?.keepAt].filter((at) => typeof at === "number");
  return moments.length > 0 ? Math.min(...moments) : null;
}

/** Keeps which of the claimed events the lifeboat took; the others are tried again. */
export async function keepKept(
  db: Database,
  { now, done, failed }: Pick<Told, "now" | "done" | "failed">,
): Promise<void> {
  await db.batch([
    db.update(events).set({ keepAt: null }).where(isAmong(done)),
    db
      .update(events)
      .set({ failures: sql`failures + 1`, keepAt: now + BACKOFF_MS })
      .where(isAmong(failed)),
  ]);
}

function isAmong(some: OutboxEvent[]): SQL {
  const numbers = JSON.stringify(some.map(({ seq }) => seq));
  return sql`${events.seq} IN (SELECT value FROM json_each(${numbers}))`;
}
