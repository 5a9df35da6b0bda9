import { inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { deliveries } from "../out-schema.ts";
import type { DeliveryRow } from "./deliveries.ts";

/** Longer than an attempt takes. */
const LEASE_MS = 40_000;

/** Whom deliveries are for: one webhook, the hub, or IndexNow. */
export type Receiver = Pick<DeliveryRow, "kind" | "webhook">;

/** A delivery that this run alone may send, until its lease runs out. */
export type Claimed = DeliveryRow & { leaseUntil: number };

/** The condition that a delivery is for this receiver; the index of what is due begins with it. */
function isFor({ kind, webhook }: Receiver): SQL {
  return sql`kind = ${kind} AND webhook IS ${webhook}`;
}

/**
 * The statement that takes what is due for one receiver, so that no more than `most` are on their way to it, whoever sends
 * them. Nobody else gets them until the lease runs out: then they are due again. The first attempts of what happened to one
 * article come in order: as long as one was not tried, the next one is not taken.
 */
export function claimDue(db: Database, receiver: Receiver, { now, most }: { now: number; most: number }) {
  const until = now + LEASE_MS;
  const isNext = sql`(attempts > 0 OR NOT EXISTS (
    SELECT 1 FROM ${deliveries} older
    WHERE older.webhook = d.webhook AND older.subject = d.subject AND older.event_seq < d.event_seq
      AND older.attempts = 0 AND older.status = 'pending'))`;
  const onTheirWay = sql`(SELECT count(*) FROM ${deliveries}
    WHERE ${isFor(receiver)} AND due_at > ${now} AND lease_until = due_at)`;
  const due = sql`(SELECT id FROM ${deliveries} d WHERE ${isFor(receiver)} AND due_at <= ${now} AND ${isNext}
    ORDER BY due_at, event_seq LIMIT max(0, ${most} - ${onTheirWay}))`;
  return db
    .update(deliveries)
    .set({ dueAt: until, leaseUntil: until })
    .where(inArray(deliveries.id, due))
    .returning();
}

/** The statement that reads when the next delivery to a receiver is due: one row, or none. */
export function nextDueOf(db: Database, receiver: Receiver) {
  return db
    .select({ nextDueAt: deliveries.dueAt })
    .from(deliveries)
    .where(sql`${isFor(receiver)} AND due_at IS NOT NULL`)
    .orderBy(deliveries.dueAt)
    .limit(1);
}
