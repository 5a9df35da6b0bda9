import { desc, eq, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "../../db.ts";
import { AppError } from "../../errors.ts";
import type { Position } from "../../http/cursor.ts";
import { rfc3339 } from "../../http/respond.ts";
import { WEBHOOK_STATES, webhooks } from "../out-schema.ts";

export type WebhookRow = typeof webhooks.$inferSelect;

const time = z.iso.datetime();
export const webhookMembers = {
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  state: z.enum(WEBHOOK_STATES).describe("disabled: its address said that it is gone."),
  failures: z.int().describe("Deliveries that failed for good since the last that did not: 10 pause it."),
  oldSecretUntil: time.nullable().describe("Until then the secret before signs beside the secret."),
  createdAt: time,
};
export const webhookOutput = z.object(webhookMembers).meta({ id: "Webhook" });
/** The same with its secret, which is shown once. */
export const newWebhookOutput = z.object({ ...webhookMembers, secret: z.string().nullable() });

/** One webhook. Throws 404. */
export async function getWebhook(db: Database, id: string): Promise<WebhookRow> {
  const row = await db.select().from(webhooks).where(eq(webhooks.id, id)).get();
  if (!row) throw noWebhook(id);
  return row;
}

export function noWebhook(id: string): AppError {
  return new AppError("not_found", `There is no webhook "${id}".`);
}

/** The webhooks, newest first; `limit + 1` rows where there are more. */
export async function listWebhooks(
  db: Database,
  { limit, before }: { limit: number; before?: Position | undefined },
): Promise<WebhookRow[]> {
  const { createdAt, id } = webhooks;
  return await db
    .select()
    .from(webhooks)
    .where(before && sql`(${createdAt}, ${id}) < (${before.at}, ${before.id})`)
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1);
}

/** A webhook as the API shows it: never its secrets. CONTRACT §6. */
export function webhookJson(
  { id, url, events, state, failures, oldUntil, createdAt }: WebhookRow,
  now: number,
) {
  return {
    id,
    url,
    events: JSON.parse(events) as string[],
    state,
    failures,
    oldSecretUntil: oldUntil !== null && oldUntil > now ? rfc3339(oldUntil) : null,
    createdAt: rfc3339(createdAt),
  };
}
