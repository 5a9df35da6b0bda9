import { isUniqueViolation } from "../../db.ts";
import { auditEntry } from "../../editors/audit.ts";
import type { Env } from "../../env.ts";
import { AppError } from "../../errors.ts";
import type { Act } from "../../http/actor.ts";
import { claimKey } from "../../http/idempotency.ts";
import { seal } from "../../http/sealed.ts";
import { sources } from "../inbound-schema.ts";
import { newSecret } from "./secrets.ts";
import { columnsOf, refuseUnknown, type SourceInput } from "./source-input.ts";

/**
 * Makes a source; its secret is in this answer and nowhere else. Throws 409 where there is one of this name, 422 where it
 * names what is not there.
 */
export async function makeSource(act: Act, env: Env, input: SourceInput): Promise<{ secret: string }> {
  const { db, now } = act;
  const { slug, kind } = input;
  await refuseUnknown(db, input);
  const secret = newSecret(kind);
  const row = {
    ...input,
    ...columnsOf(input),
    secret: await seal(env, secret),
    createdAt: now,
  };
  try {
    await db.batch([
      auditEntry(act, { action: "source.make", subject: slug, detail: { kind } }),
      db.insert(sources).values(row),
      ...claimKey(act, slug),
    ]);
  } catch (error) {
    if (isUniqueViolation(error, "sources."))
      throw new AppError("in_use", `There is a source "${slug}" already. Choose another name.`);
    throw error;
  }
  return { secret };
}
