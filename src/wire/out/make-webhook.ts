import { auditEntry } from "../../editors/audit.ts";
import type { Env } from "../../env.ts";
import type { Act } from "../../http/actor.ts";
import { claimKey } from "../../http/idempotency.ts";
import { newId } from "../../http/ids.ts";
import { checkPlace } from "../../http/public-url.ts";
import { seal } from "../../http/sealed.ts";
import { webhooks } from "../out-schema.ts";
import { newSecret } from "./secrets.ts";
import type { WebhookInput } from "./webhook-input.ts";

/** Where a webhook may lead is decided with the site's settings and variables. */
export interface Ground {
  env: Env;
  /** The site's origin. */
  siteUrl: string;
}

/** Makes a webhook; its secret is in this answer and nowhere else. Throws 422 where its address is not a public one. */
export async function makeWebhook(
  act: Act,
  { env, siteUrl }: Ground,
  { url, events }: WebhookInput,
): Promise<{ id: string; secret: string }> {
  const { db, now } = act;
  await checkPlace("url", url, env, [siteUrl, env.SITE_URL]);
  const id = newId(now);
  const secret = newSecret();
  const row = { id, url, events: JSON.stringify(events), secret: await seal(env, secret), createdAt: now };
  await db.batch([
    auditEntry(act, { action: "webhook.make", subject: id, detail: { host: new URL(url).hostname, events } }),
    db.insert(webhooks).values(row),
    ...claimKey(act, id),
  ]);
  return { id, secret };
}
