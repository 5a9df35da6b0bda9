import type { Database } from "../db.ts";
import { emptyBudget, type Rate, takeCall } from "../edge/budget.ts";
import type { PurgeableCache } from "../edge/edge.ts";
import type { Lifeboat } from "../edge/lifeboat.ts";
import { makeCall, type PurgeCall, planCalls } from "../edge/purge.ts";
import { type EventForCache, type Touch, touchedBy } from "../edge/tags.ts";
import { keepCopies } from "./keep-copies.ts";
import {
  AGAIN_MS,
  BACKOFF_MS,
  COPIES_A_RUN,
  claim,
  EVENTS_A_RUN,
  keepTold,
  type OutboxEvent,
} from "./outbox.ts";

/** A call that is to be had so soon is waited for, and serves what else waits by then. */
const PATIENCE_MS = 250;

/** Whom events are handed to. */
export interface Telling {
  cache: PurgeableCache;
  rate: Rate;
  lifeboat: Lifeboat;
  /** Milliseconds. */
  now: number;
}

export type Outcome = "done" | "failed" | "queued";

export interface Dispatched {
  event: OutboxEvent;
  touch: Touch;
  outcome: Outcome;
}

/** What became of each event at the cache, by its id, and when there is something to be told again (milliseconds). */
export interface Dispatch {
  outcomes: Map<string, Dispatched>;
  nextAt: number | undefined;
}

/**
 * Hands every event that waits to its consumers: the cache, within its budget, and the lifeboat. What they refuse, or the
 * budget has nothing left for, stays and is told later, by the clock, the next write or cron. They may be told twice:
 * that does no harm.
 */
export async function dispatch(db: Database, telling: Telling): Promise<Dispatch> {
  const outcomes = new Map<string, Dispatched>();
  const moments: number[] = [];
  let { now } = telling;
  for (let isMore = true; isMore; ) {
    const run = await dispatchOnce(db, { ...telling, now });
    for (const it of run.told) outcomes.set(it.event.id, it);
    if (run.nextAt !== undefined) moments.push(run.nextAt);
    const { queuedUntil } = run;
    const isSoon = queuedUntil !== undefined && queuedUntil - telling.now <= PATIENCE_MS;
    if (isSoon) await scheduler.wait(queuedUntil - now);
    now = isSoon ? queuedUntil : now;
    isMore = isSoon || run.isMore;
  }
  return { outcomes, nextAt: moments.length > 0 ? Math.min(...moments) : undefined };
}

async function dispatchOnce(db: Database, telling: Telling) {
  const { now } = telling;
  const claimed = await claim(db, now);
  const touched = claimed.cache.flatMap((event) => {
    const touch = touchOf(event);
    return touch ? [{ event, touch }] : [];
  });
  const [{ results, nextAt }, isKept] = await Promise.all([
    tell(db, telling, touched),
    keepCopies(db, claimed.lifeboat, telling),
  ]);
  const told = touched.map((it) => ({ ...it, outcome: results.get(it.event.id) ?? ("queued" as const) }));
  await keepOutcomes(db, { now, nextAt, claimed: claimed.cache, told });
  const has = (outcome: Outcome) => told.some((it) => it.outcome === outcome);
  const isFailing = has("failed") || !isKept;
  const isFull = claimed.cache.length >= EVENTS_A_RUN || claimed.lifeboat.length >= COPIES_A_RUN;
  const queuedUntil = has("queued") ? nextAt : undefined;
  const moments = [
    ...(has("done") ? [now + AGAIN_MS] : []),
    ...(isFailing ? [now + BACKOFF_MS] : []),
    ...(queuedUntil === undefined ? [] : [queuedUntil]),
  ];
  return {
    told,
    queuedUntil,
    nextAt: moments.length > 0 ? Math.min(...moments) : undefined,
    isMore: isFull && !isFailing && queuedUntil === undefined,
  };
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
    const grant = await takeCall(db, { now, isUrgent: call.isUrgent, ...rate });
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
