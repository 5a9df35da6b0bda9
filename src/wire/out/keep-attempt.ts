import { type SQL, sql } from "drizzle-orm";
import { type Database, inOrder, type Statement } from "../../db.ts";
import { auditEntry } from "../../editors/audit.ts";
import { byDateline } from "../../http/actor.ts";
import { attempts, deliveries, webhooks } from "../out-schema.ts";
import type { Claimed } from "./claim.ts";
import type { Answer } from "./send.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** CONTRACT §6: before each attempt. */
const DELAYS_MS = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
const LONGEST_MS = 24 * HOUR_MS;
/** A delay is longer by up to a tenth, so that what failed together does not come back together. */
const JITTER = 0.1;
/** CONTRACT §6: so many deliveries that failed for good pause a webhook. */
const MOST_FAILURES = 10;
const GONE = 410;
const MOST_TRIES = 4;
const TRY_AGAIN_MS = 50;

/** What an attempt makes of a delivery. Milliseconds. */
export interface Outcome {
  status: "delivered" | "failed" | "pending";
  nextAt: number | null;
}

/** What comes after the `made`th attempt. `chance` is from 0 to 1. */
export function outcomeOf(
  { status, retryAfterMs = 0 }: Pick<Answer, "status" | "retryAfterMs">,
  { made, now, chance = Math.random() }: { made: number; now: number; chance?: number },
): Outcome {
  if (status !== null && status >= 200 && status < 300) return { status: "delivered", nextAt: null };
  const delay = DELAYS_MS[made];
  if (status === GONE || delay === undefined) return { status: "failed", nextAt: null };
  const wait = Math.max(delay * (1 + JITTER * chance), Math.min(retryAfterMs, LONGEST_MS));
  return { status: "pending", nextAt: now + Math.round(wait) };
}

/**
 * Keeps what became of an attempt, and what that means for its webhook: 410 disables it, the tenth delivery that failed
 * for good pauses it. Nothing is kept where the lease was lost: then another run has the delivery. So it is tried again
 * where D1 fails: an attempt that is not kept would be made again.
 */
export async function keepAttempt(db: Database, claimed: Claimed, answer: Answer): Promise<void> {
  const statements = inOrder(keeping(db, claimed, answer));
  for (let tries = 1; ; tries++) {
    try {
      await db.batch(statements);
      return;
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await scheduler.wait(tries * TRY_AGAIN_MS);
    }
  }
}

function keeping(db: Database, claimed: Claimed, answer: Answer): Statement[] {
  const now = Date.now();
  const { id, leaseUntil } = claimed;
  const outcome = outcomeOf(answer, { made: claimed.attempts + 1, now });
  const isOurs = sql`id = ${id} AND lease_until = ${leaseUntil}`;
  const { status, error, excerpt, durationMs } = answer;
  return [
    ...effects(db, { claimed, answer, outcome, now, isOurs }),
    db.insert(attempts).select(sql`
      SELECT id, attempts + 1, ${now - durationMs}, ${status}, ${durationMs}, ${error}, ${excerpt}
      FROM ${deliveries} WHERE ${isOurs}`),
    db
      .update(deliveries)
      .set({
        attempts: sql`attempts + 1`,
        leaseUntil: null,
        status: sql`iif(status = 'pending', ${outcome.status}, status)`,
        dueAt: sql`iif(status = 'pending' AND ${isActive(claimed)}, ${outcome.nextAt}, NULL)`,
      })
      .where(isOurs),
  ];
}

function isActive({ webhook }: Claimed): SQL {
  return webhook === null
    ? sql`1`
    : sql`EXISTS (SELECT 1 FROM ${webhooks} WHERE id = ${webhook} AND state = 'active')`;
}

interface Effect {
  claimed: Claimed;
  answer: Answer;
  outcome: Outcome;
  now: number;
  isOurs: SQL;
}

function effects(db: Database, { claimed, answer, outcome, now, isOurs }: Effect): Statement[] {
  const { webhook } = claimed;
  if (webhook === null || outcome.status === "pending") return [];
  const isIt = sql`id = ${webhook} AND EXISTS (SELECT 1 FROM ${deliveries} WHERE ${isOurs})`;
  if (outcome.status === "delivered")
    return [db.update(webhooks).set({ failures: 0 }).where(sql`${isIt} AND failures > 0`)];
  const isGone = answer.status === GONE;
  const becomes = isGone ? "disabled" : "paused";
  const isTurning = isGone
    ? sql`state <> 'disabled'`
    : sql`state = 'active' AND failures + 1 >= ${MOST_FAILURES}`;
  const noted = { action: `webhook.${becomes}`, subject: webhook };
  const isWaiting = sql`webhook = ${webhook} AND status = 'pending' AND id <> ${claimed.id}`;
  const isNow = sql`EXISTS (SELECT 1 FROM ${webhooks} WHERE id = ${webhook} AND state = ${becomes})`;
  const left = isGone ? { status: "dropped" as const, dueAt: null } : { dueAt: null };
  return [
    auditEntry(byDateline(db, now), noted, sql`FROM ${webhooks} WHERE ${isIt} AND ${isTurning}`),
    db
      .update(webhooks)
      .set({ failures: sql`failures + 1`, state: sql`iif(${isTurning}, ${becomes}, state)` })
      .where(isIt),
    db.update(deliveries).set(left).where(sql`${isWaiting} AND ${isNow}`),
  ];
}
