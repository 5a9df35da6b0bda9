import { invalidField } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { claimKey } from "../http/idempotency.ts";
import { auditEntry } from "./audit.ts";
import { tokens } from "./schema.ts";
import { type Holder, issueToken } from "./token.ts";

/** Makes a token; its secret is in this answer and nowhere else. Throws 422 where it would have expired already. */
export async function makeToken(act: Act, holder: Holder): Promise<{ id: string; secret: string }> {
  const { db, now } = act;
  if (holder.expiresAt !== null && holder.expiresAt <= now)
    throw invalidField("expiresAt", "in_the_past", "A time to come is needed; null: it never expires.");
  const { secret, row } = await issueToken(holder, now);
  const { id, name, role } = row;
  await db.batch([
    auditEntry(act, { action: "token.make", subject: id, detail: { name, role } }),
    db.insert(tokens).values(row),
    ...claimKey(act, id),
  ]);
  return { id, secret };
}
