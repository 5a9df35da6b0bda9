import type { Database } from "../db.ts";
import { emptyBudget, type Grant, type Rate, takeCall } from "../edge/budget.ts";
import type { PurgeableCache } from "../edge/edge.ts";
import { makeCall, type PurgeCall, planCalls } from "../edge/purge.ts";
import { type EventForCache, type Touch, touchedBy } from "../edge/tags.ts";
import { claim, keepTold, type OutboxEvent } from "./outbox.ts";

/** After a claim of fewer there is nothing left to claim. */
const MANY = 500;
/** A call that is to be had so soon is waited for. */
const PATIENCE_MS = 250;

/** Whom events are handed to. */
export interface Telling {
  cache: PurgeableCache;
  rate: Rate;
  /** Milliseconds. */
  now: number;
}

export type Outcome = "done" | "failed" | "queued";

export interface Dispatched {
  event: OutboxEvent;
  touch: Touch;
  outcome: Outcome;
}

/**
 * Tells the cache of every event that waits, within the budget. What the cache refuses, or the budget has nothing left
 * for, stays and is told later, by the clock, the next write or cron. The cache may be told twice: that does no harm.
 * Gives what became of each event.
 */
export async function dispatch(db: Database, telling: Telling): Promise<Map<string, Dispatched>> {
  const outcomes = new Map<string, Dispatched>();
  for (let isMore = true; isMore; ) {
    const claimed = await claim(db, "cache", telling.now);
    const touched = claimed.flatMap((event) => {
      const touch = touchOf(event);
      return touch ? [{ event, touch }] : [];
    });
    const { results, nextAt } = await tell(db, telling, touched);
    const told = touched.map((it) => ({ ...it, outcome: results.get(it.event.id) ?? ("queued" as const) }));
    await keepOutcomes(db, { now: telling.now, nextAt, claimed, told });
    for (const it of told) outcomes.set(it.event.id, it);
    isMore = claimed.length >= MANY && told.every(({ outcome }) => outcome === "done");
  }
  return outcomes;
}

/** What an event touches; undefined: no page shows it. */
export function touchOf({
  type,
  subject,
  data,
}: Pick<OutboxEvent, "type" | "subject" | "data">): Touch | undefined {
  return touchedBy({ type, subject, data: JSON.parse(data) as EventForCache["data"] });
}

interface Told {
  /** An event is done when every call that it needs was made. */
  results: Map<string, Outcome>;
  /** When the budget has a call for what is queued, milliseconds. */
  nextAt: number;
}

async function tell(
  db: Database,
  { cache, rate, now }: Telling,
  touched: Pick<Dispatched, "event" | "touch">[],
): Promise<Told> {
  const results = new Map<string, Outcome>();
  let nextAt = now;
  for (const call of planCalls(touched.map(({ event: { id }, touch }) => ({ id, touch })))) {
    const grant = await takeSoon(db, { now, isUrgent: call.isUrgent, ...rate });
    if (!grant.isGranted) {
      nextAt = grant.nextAt;
      note(results, call, "queued");
      continue;
    }
    const outcome = await makeCall(cache, call);
    if (outcome === "spent") await emptyBudget(db, now);
    note(results, call, outcome === "done" ? "done" : "failed");
  }
  return { results, nextAt };
}

async function takeSoon(db: Database, asked: Parameters<typeof takeCall>[1]): Promise<Grant> {
  const grant = await takeCall(db, asked);
  const waitMs = grant.isGranted ? 0 : grant.nextAt - asked.now;
  if (grant.isGranted || waitMs > PATIENCE_MS) return grant;
  await scheduler.wait(waitMs);
  return await takeCall(db, { ...asked, now: asked.now + waitMs });
}

/** The worst of an event's calls counts. */
function note(results: Map<string, Outcome>, { ids }: PurgeCall, outcome: Outcome): void {
  for (const id of ids) if ((results.get(id) ?? "done") === "done") results.set(id, outcome);
}

interface Kept {
  now: number;
  nextAt: number;
  claimed: OutboxEvent[];
  told: Dispatched[];
}

async function keepOutcomes(db: Database, { now, nextAt, claimed, told }: Kept): Promise<void> {
  if (claimed.length === 0) return;
  const of = (which: Outcome) => told.flatMap(({ event, outcome }) => (outcome === which ? [event] : []));
  const isTouched = new Set(told.map(({ event }) => event.id));
  const untouched = claimed.filter(({ id }) => !isTouched.has(id));
  await keepTold(db, {
    now,
    nextAt,
    untouched,
    done: of("done"),
    failed: of("failed"),
    queued: of("queued"),
  });
}
