import { eq, sql } from "drizzle-orm";
import { inOrder, type Statement } from "../../db.ts";
import { auditEntry } from "../../editors/audit.ts";
import type { Act } from "../../http/actor.ts";
import { checkPlace } from "../../http/public-url.ts";
import { deliveries, webhooks } from "../out-schema.ts";
import type { Ground } from "./make-webhook.ts";
import type { WebhookPatch } from "./webhook-input.ts";
import { noWebhook } from "./webhooks.ts";

/**
 * Changes where a webhook leads, what it is told, and whether. What happens while it is paused waits and is sent, in its
 * order, when it is resumed. Throws 404, or 422 where its address is not a public one.
 */
export async function changeWebhook(
  act: Act,
  { env, siteUrl }: Ground,
  { id, patch }: { id: string; patch: WebhookPatch },
): Promise<void> {
  const { db } = act;
  const { url, events, state } = patch;
  if (url !== undefined) await checkPlace("url", url, env, [siteUrl, env.SITE_URL]);
  const members = Object.keys(patch);
  if (members.length === 0) return;
  const set = {
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events: JSON.stringify(events) }),
    ...(state === undefined ? {} : { state }),
    ...(state === "active" ? { failures: 0 } : {}),
  };
  const rows = sql`FROM ${webhooks} WHERE id = ${id}`;
  const results: unknown[] = await db.batch(
    inOrder([
      auditEntry(act, { action: "webhook.change", subject: id, detail: { members, state } }, rows),
      ...(state === undefined ? [] : [holdOrRelease(act, id, state)]),
      db.update(webhooks).set(set).where(eq(webhooks.id, id)).returning({ id: webhooks.id }),
    ]),
  );
  if ((results.at(-1) as unknown[]).length === 0) throw noWebhook(id);
}

/** What waits is due again no sooner than whoever is sending it just now has done so. */
function holdOrRelease({ db, now }: Act, id: string, state: "active" | "paused"): Statement {
  const isWaiting = sql`webhook = ${id} AND status = 'pending'`;
  if (state === "paused") return db.update(deliveries).set({ dueAt: null }).where(isWaiting);
  return db
    .update(deliveries)
    .set({ dueAt: sql`max(${now}, coalesce(lease_until, 0))` })
    .where(sql`${isWaiting} AND due_at IS NULL`);
}
