import { Buffer } from "node:buffer";
import type { Env } from "../../env.ts";
import { unseal } from "../../http/sealed.ts";
import { randomSecret } from "../../http/secrets.ts";
import type { Source, SourceKind } from "./source.ts";

const SECRET_BYTES = 32;
/** CONTRACT §5: how long the secret before is good. */
export const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/** A new secret, as senders of this kind take it. Standard Webhooks 1.0.0: "whsec_" and base64 of 24 to 64 bytes. */
export function newSecret(kind: SourceKind): string {
  if (kind !== "standard") return randomSecret(SECRET_BYTES);
  return `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString("base64")}`;
}

/** What may have signed a delivery: the secret, and the one before for a day. `now` in milliseconds. Throws `Unopenable`. */
export async function secretsOf(env: Env, source: Source, now: number): Promise<string[]> {
  const { secret, secretBefore, beforeUntil } = source;
  const isBeforeGood = secretBefore !== null && beforeUntil !== null && beforeUntil > now;
  return await Promise.all(
    [secret, ...(isBeforeGood ? [secretBefore] : [])].map((each) => unseal(env, each)),
  );
}
