import { eq, sql } from "drizzle-orm";
import { auditEntry } from "../../editors/audit.ts";
import type { Act } from "../../http/actor.ts";
import { deliveries, webhooks } from "../out-schema.ts";
import { noWebhook } from "./webhooks.ts";

/** Deletes a webhook; what waits for it is dropped, and the log of the rest stays. Throws 404. */
export async function deleteWebhook(act: Act, id: string): Promise<void> {
  const { db } = act;
  const [, , deleted] = await db.batch([
    auditEntry(act, { action: "webhook.delete", subject: id }, sql`FROM ${webhooks} WHERE id = ${id}`),
    db
      .update(deliveries)
      .set({ status: "dropped", dueAt: null })
      .where(sql`webhook = ${id} AND status = 'pending'`),
    db.delete(webhooks).where(eq(webhooks.id, id)).returning({ id: webhooks.id }),
  ]);
  if (deleted.length === 0) throw noWebhook(id);
}
