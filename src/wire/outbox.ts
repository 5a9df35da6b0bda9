import { and, asc, inArray, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { events } from "./schema.ts";

/** What is claimed and then forgotten, because the Worker died, is due again after this. */
const LEASE_MS = 10_000;
/** A render begun before the commit may be stored after the purge: who purged, purges again. */
const AGAIN_MS = 15_000;
const BACKOFF_MS = 5_000;
const MAX_BACKOFF_MS = 300_000;
/** Doubling stops here: the longest wait is reached. */
const MAX_DOUBLINGS = 6;
const URGENT = ["article.withdrawn", "article.removed", "comment.removed"];

export type OutboxEvent = typeof events.$inferSelect;

/** Who is told of events, and how many at once. */
const CONSUMERS = {
  cache: { key: "purgeAt", at: events.purgeAt, most: 500 },
  lifeboat: { key: "keepAt", at: events.keepAt, most: 20 },
} as const;
export type Consumer = keyof typeof CONSUMERS;

/**
 * Takes what a consumer is to be told now, withdrawals first. Nobody else gets it until the lease runs out;
 * whoever takes it says what became of it by one of the functions below.
 */
export async function claim(db: Database, consumer: Consumer, now: number): Promise<OutboxEvent[]> {
  const { key, at, most } = CONSUMERS[consumer];
  const claimed = (which: SQL | undefined) => {
    const isDue = and(isNotNull(at), lte(at, now), which);
    const due = db.select({ seq: events.seq }).from(events).where(isDue).orderBy(asc(at)).limit(most);
    return db
      .update(events)
      .set({ [key]: now + LEASE_MS })
      .where(inArray(events.seq, due))
      .returning();
  };
  const [urgent, others] = await db.batch([claimed(inArray(events.type, URGENT)), claimed(undefined)]);
  return [...inOrder(urgent), ...inOrder(others)];
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
  /** The cache refused them: tried again, ever more rarely. */
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
  const backoff = sql`min(${MAX_BACKOFF_MS}, ${BACKOFF_MS} << min(failures, ${MAX_DOUBLINGS}))`;
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
