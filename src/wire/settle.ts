import { asc, eq } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { PurgeableCache } from "../edge/edge.ts";
import { type EventForCache, touchedBy } from "../edge/tags.ts";
import { rfc3339 } from "../http/respond.ts";
import type { Settled } from "../http/route.ts";
import { dispatch } from "./dispatch.ts";
import { events } from "./schema.ts";

const PATIENCE_MS = 1_000;

interface Settling {
  db: Database;
  cache: PurgeableCache;
  requestId: string;
  now: number;
  waitUntil: (promise: Promise<unknown>) => void;
  /** Looks when what was written is seen by readers; it goes on behind the answer. */
  watch: (written: Written[]) => Promise<void>;
}

type Written = typeof events.$inferSelect;

/**
 * Dispatches what this request wrote and gives a receipt for each of its events that touched the cache. It waits one
 * second; what takes longer is `queued` and goes on behind the answer. A failure is logged and left to cron.
 */
export async function settle({ db, cache, requestId, now, waitUntil, watch }: Settling): Promise<Settled[]> {
  const work = dispatch(db, cache, now).catch((error: unknown) => logFailure(requestId, error));
  waitUntil(work);
  const patience = new AbortController();
  const late = scheduler.wait(PATIENCE_MS, { signal: patience.signal }).then(isLate, isLate);
  const outcomes = await Promise.race([work, late]);
  patience.abort();
  const own = await eventsOf(db, requestId).catch((error: unknown) => {
    logFailure(requestId, error);
    return [];
  });
  if (own.length > 0) waitUntil(work.then(() => watch(own)));
  return own.flatMap((event) => {
    const touch = touchedBy({ ...event, data: JSON.parse(event.data) as EventForCache["data"] });
    if (!touch) return [];
    const known = outcomes === "late" || outcomes === "failed" ? undefined : outcomes.get(event.id)?.outcome;
    const outcome =
      event.dispatchedAt !== null ? "done" : (known ?? (outcomes === "failed" ? "failed" : "queued"));
    return [{ ...touch, outcome, at: rfc3339(now) }];
  });
}

function isLate() {
  return "late" as const;
}

/** What the request wrote. It is committed: should this read fail, the receipt is poorer, and the answer still a success. */
async function eventsOf(db: Database, requestId: string) {
  return await db.select().from(events).where(eq(events.requestId, requestId)).orderBy(asc(events.seq));
}

function logFailure(requestId: string, error: unknown): "failed" {
  console.error(
    JSON.stringify({ level: "error", message: "dispatch failed", requestId, error: String(error) }),
  );
  return "failed";
}
