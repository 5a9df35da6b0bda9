import { sql } from "drizzle-orm";
import { command } from "../../db.ts";
import { auditEntry } from "../../editors/audit.ts";
import type { Act } from "../../http/actor.ts";
import { claimKey } from "../../http/idempotency.ts";
import { newId } from "../../http/ids.ts";
import { deliveries, webhooks } from "../out-schema.ts";
import { findDelivery } from "./deliveries.ts";
import { noWebhook } from "./webhooks.ts";

/** Sends `webhook.test` to a webhook, even one that is paused, and to nobody else. Gives the delivery's id. Throws 404. */
export async function tryWebhook(act: Act, webhook: string): Promise<string> {
  const { db, now, requestId, hops = 0 } = act;
  const id = newId(now);
  const rows = sql`FROM ${webhooks} WHERE id = ${webhook}`;
  await db.batch([
    auditEntry(act, { action: "webhook.test", subject: webhook }, rows),
    command(
      db,
      sql`INSERT INTO ${deliveries}
          (id, kind, webhook, event, event_seq, type, subject, event_at, request_id, hops, status, due_at, created_at)
        SELECT ${id}, 'webhook', id, ${newId(now)}, 0, 'webhook.test', id, ${now}, ${requestId}, ${hops + 1}, 'pending',
          ${now}, ${now} ${rows}`,
    ),
    ...claimKey(act, id, rows),
  ]);
  if (!(await findDelivery(db, id))) throw noWebhook(webhook);
  return id;
}
