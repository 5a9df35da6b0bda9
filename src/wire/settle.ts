import { asc, eq } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Lifeboat } from "../edge/lifeboat.ts";
import { rfc3339 } from "../http/respond.ts";
import type { Settled } from "../http/route.ts";
import { type Dispatched, dispatch, type Telling, touchOf } from "./dispatch.ts";
import { copiesOf, keepPaths } from "./keep-copies.ts";
import { BACKOFF_MS, type OutboxEvent } from "./outbox.ts";
import { events } from "./schema.ts";
import { within } from "./within.ts";

const PATIENCE_MS = 1_000;
/** For the tombstone of what was taken away. */
const LONG_PATIENCE_MS = 10_000;
/** Another request may be telling the cache of our event just now. */
const LOOK_EVERY_MS = 25;

interface Settling extends Telling {
  db: Database;
  lifeboat: Lifeboat;
  requestId: string;
  waitUntil: (promise: Promise<unknown>) => void;
  /** Makes the clock go off at a moment, milliseconds. */
  ring: (at: number) => Promise<void>;
  /** Looks when what was written is seen by readers; it goes on behind the answer. */
  watch: (written: OutboxEvent[]) => Promise<void>;
  /** Tells webhooks of it; it goes on behind the answer, and never throws. */
  deliver: () => Promise<void>;
}

/**
 * Hands what this request wrote to its consumers and gives a receipt for each of its events that touched the cache. It
 * waits one second; what takes longer is `queued` and goes on behind the answer. What takes text from readers is `done`
 * only when its tombstone is in the lifeboat, too. A failure is logged and left to the clock and to cron.
 */
export async function settle(settling: Settling): Promise<Settled[]> {
  const { requestId, now, waitUntil, watch, lifeboat } = settling;
  const work = handOn(settling);
  waitUntil(work);
  const outcomes = (await within(PATIENCE_MS, work)) ?? new Map<string, Dispatched>();
  const own = await untilTold(settling, outcomes).catch((error: unknown) => {
    logFailure(requestId, error);
  });
  if (own?.some(({ fanAt }) => fanAt !== null)) waitUntil(settling.deliver());
  // It is committed: what nobody can look after now is looked after later, and the answer is still a success.
  if (!own) return [{ tags: [], mode: "purge", outcome: "failed", at: rfc3339(now) }];
  const isBuried = await bury(own, lifeboat);
  if (own.length > 0) waitUntil(work.then(() => watch(own)));
  return own.flatMap((event) => {
    const touch = touchOf(event);
    if (!touch) return [];
    const { tags, mode, isUrgent } = touch;
    const outcome = event.dispatchedAt === null ? (outcomes.get(event.id)?.outcome ?? "queued") : "done";
    return [{ tags, mode, outcome: isUrgent && !isBuried ? ("failed" as const) : outcome, at: rfc3339(now) }];
  });
}

/** Tells everybody, and has the clock go off when there is something to tell again. It never throws. */
async function handOn(settling: Settling): Promise<Map<string, Dispatched>> {
  const { db, now, requestId, ring, waitUntil } = settling;
  try {
    const { outcomes, nextAt } = await dispatch(db, settling);
    if (nextAt !== undefined) waitUntil(ring(nextAt));
    return outcomes;
  } catch (error) {
    logFailure(requestId, error);
    waitUntil(ring(now + BACKOFF_MS));
    return new Map();
  }
}

/** Sees to it that the lifeboat no longer has what this request took from readers. False: it may have it still. */
async function bury(written: OutboxEvent[], lifeboat: Lifeboat): Promise<boolean> {
  const gone = written.filter((event) => event.keepAt !== null && touchOf(event)?.isUrgent);
  const paths = [...new Set(gone.flatMap(copiesOf))];
  const buried = paths.map(async (path) => {
    const kept = await keepPaths(lifeboat, [path]);
    if (!kept.has(path)) await lifeboat.bury(path);
  });
  return (await within(LONG_PATIENCE_MS, Promise.allSettled(buried)))?.every(isFulfilled) ?? false;
}

function isFulfilled({ status }: PromiseSettledResult<void>): boolean {
  return status === "fulfilled";
}

/** What this request wrote, as it stands when the cache was told of it, or nobody has patience any longer. */
async function untilTold(
  { db, requestId, now }: Settling,
  outcomes: Map<string, Dispatched>,
): Promise<OutboxEvent[]> {
  const isOpen = (event: OutboxEvent) =>
    event.dispatchedAt === null && event.failures === 0 && !outcomes.has(event.id) && touchOf(event);
  for (let waited = Date.now() - now; ; waited += LOOK_EVERY_MS) {
    const own = await eventsOf(db, requestId);
    if (waited >= PATIENCE_MS || !own.some(isOpen)) return own;
    await scheduler.wait(LOOK_EVERY_MS);
  }
}

async function eventsOf(db: Database, requestId: string): Promise<OutboxEvent[]> {
  return await db.select().from(events).where(eq(events.requestId, requestId)).orderBy(asc(events.seq));
}

function logFailure(requestId: string, error: unknown): void {
  console.error(
    JSON.stringify({ level: "error", message: "dispatch failed", requestId, error: String(error) }),
  );
}
