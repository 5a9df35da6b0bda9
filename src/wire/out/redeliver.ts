import { sql } from "drizzle-orm";
import { command } from "../../db.ts";
import { auditEntry } from "../../editors/audit.ts";
import { AppError } from "../../errors.ts";
import type { Act } from "../../http/actor.ts";
import { claimKey } from "../../http/idempotency.ts";
import { newId } from "../../http/ids.ts";
import { deliveries, webhooks } from "../out-schema.ts";
import { findDelivery } from "./deliveries.ts";

/**
 * Sends an event again to whom it was sent, as it is read now and with its old id: a delivery of its own. Gives that
 * one's id. Throws 404, and 409 `wrong_state` where the first one still waits or its webhook takes nothing any more.
 */
export async function redeliver(act: Act, which: string): Promise<string> {
  const { db, now } = act;
  const id = newId(now);
  const rows = sql`FROM ${deliveries} d LEFT JOIN ${webhooks} receivers ON receivers.id = d.webhook
    WHERE d.id = ${which} AND d.status <> 'pending'
      AND (d.kind <> 'webhook' OR receivers.state IN ('active', 'paused'))`;
  await db.batch([
    auditEntry(act, { action: "delivery.repeat", subject: which, detail: { delivery: id } }, rows),
    ...claimKey(act, id, rows),
    command(
      db,
      sql`INSERT INTO ${deliveries}
          (id, kind, webhook, event, event_seq, type, subject, event_at, request_id, hops, status, due_at, created_at)
        SELECT ${id}, d.kind, d.webhook, d.event, d.event_seq, d.type, d.subject, d.event_at, d.request_id, d.hops,
          'pending', iif(receivers.state = 'paused', NULL, ${now}), ${now} ${rows}`,
    ),
  ]);
  if (await findDelivery(db, id)) return id;
  const first = await findDelivery(db, which);
  if (!first) throw new AppError("not_found", `There is no delivery "${which}".`);
  const isWaiting = first.status === "pending";
  throw new AppError(
    "wrong_state",
    isWaiting
      ? "This delivery is still to be sent: there is nothing to repeat."
      : "The webhook of this delivery is disabled or deleted. Resume it, or make another one.",
  );
}
