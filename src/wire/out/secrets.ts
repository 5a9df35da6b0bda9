import type { Env } from "../../env.ts";
import { unseal } from "../../http/sealed.ts";
import type { WebhookRow } from "./webhooks.ts";

/** Standard Webhooks 1.0.0, "Signature scheme": 24 to 64 random bytes. */
const SECRET_BYTES = 32;

/** A new secret: "whsec_" and base64. */
export function newSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))))}`;
}

/** The secrets that sign at a moment (milliseconds), the newest first. Throws where DATELINE_KEY is another one by now. */
export async function secretsOf(
  env: Env,
  { secret, oldSecret, oldUntil }: Pick<WebhookRow, "secret" | "oldSecret" | "oldUntil">,
  now: number,
): Promise<string[]> {
  const isOldGood = oldSecret !== null && oldUntil !== null && oldUntil > now;
  return await Promise.all([secret, ...(isOldGood ? [oldSecret] : [])].map((sealed) => unseal(env, sealed)));
}
