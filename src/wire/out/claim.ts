import { inArray, sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { deliveries } from "../out-schema.ts";
import type { DeliveryRow } from "./deliveries.ts";

/** Longer than an attempt takes. */
const LEASE_MS = 40_000;
export const SENT_A_RUN = 20;

/** A delivery that this run alone may send, until its lease runs out. */
export type Claimed = DeliveryRow & { leaseUntil: number };

/**
 * The statement that takes what is due. Nobody else gets it until the lease runs out: then it is due again. The first
 * attempts of what happened to one article come in order: as long as one was not tried, the next one is not taken.
 */
export function claimDue(db: Database, now: number) {
  const until = now + LEASE_MS;
  const isNext = sql`(d.attempts > 0 OR NOT EXISTS (
    SELECT 1 FROM ${deliveries} older
    WHERE older.webhook = d.webhook AND older.subject = d.subject AND older.event_seq < d.event_seq
      AND older.attempts = 0 AND older.status = 'pending'))`;
  const due = sql`(SELECT d.id FROM ${deliveries} d WHERE d.due_at <= ${now} AND ${isNext}
    ORDER BY d.due_at, d.event_seq LIMIT ${SENT_A_RUN})`;
  return db
    .update(deliveries)
    .set({ dueAt: until, leaseUntil: until })
    .where(inArray(deliveries.id, due))
    .returning();
}

/** Gives back what was claimed and not sent. */
export async function release(db: Database, unsent: readonly Claimed[]): Promise<void> {
  const leases = JSON.stringify(unsent.map(({ id, leaseUntil }) => [id, leaseUntil]));
  await db
    .update(deliveries)
    .set({ leaseUntil: null, dueAt: sql`iif(due_at IS NULL, NULL, created_at)` })
    .where(sql`(id, lease_until) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${leases}))`);
}

/** The statement that reads when the next delivery is due. */
export function nextDueDelivery(db: Database) {
  return db
    .select({ dueAt: deliveries.dueAt })
    .from(deliveries)
    .where(sql`${deliveries.dueAt} IS NOT NULL`)
    .orderBy(deliveries.dueAt)
    .limit(1);
}
