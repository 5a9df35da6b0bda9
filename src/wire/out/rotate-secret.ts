import { eq, sql } from "drizzle-orm";
import { auditEntry } from "../../editors/audit.ts";
import type { Env } from "../../env.ts";
import type { Act } from "../../http/actor.ts";
import { claimKey } from "../../http/idempotency.ts";
import { seal } from "../../http/sealed.ts";
import { webhooks } from "../out-schema.ts";
import { newSecret } from "./secrets.ts";
import { noWebhook } from "./webhooks.ts";

const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/** Gives a webhook a new secret; the one before signs beside it for 24 hours. Throws 404. */
export async function rotateSecret(act: Act, env: Env, id: string): Promise<string> {
  const { db, now } = act;
  const secret = newSecret();
  const rows = sql`FROM ${webhooks} WHERE id = ${id}`;
  const results: unknown[] = await db.batch([
    auditEntry(act, { action: "webhook.rotate", subject: id }, rows),
    ...claimKey(act, id, rows),
    db
      .update(webhooks)
      .set({ oldSecret: sql`secret`, oldUntil: now + OVERLAP_MS, secret: await seal(env, secret) })
      .where(eq(webhooks.id, id))
      .returning({ id: webhooks.id }),
  ]);
  if ((results.at(-1) as unknown[]).length === 0) throw noWebhook(id);
  return secret;
}
