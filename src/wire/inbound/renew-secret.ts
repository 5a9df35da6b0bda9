import { eq, sql } from "drizzle-orm";
import { auditEntry } from "../../editors/audit.ts";
import type { Env } from "../../env.ts";
import type { Act } from "../../http/actor.ts";
import { claimKey } from "../../http/idempotency.ts";
import { seal } from "../../http/sealed.ts";
import { sources } from "../inbound-schema.ts";
import { newSecret, OVERLAP_MS } from "./secrets.ts";
import { getSource } from "./source.ts";

/** Gives a source a new secret; the old one is good for a day. Throws 404. */
export async function renewSecret(act: Act, env: Env, slug: string): Promise<{ secret: string }> {
  const { kind } = await getSource(act.db, slug);
  const secret = newSecret(kind);
  const sealed = await seal(env, secret);
  const rows = sql`FROM ${sources} WHERE slug = ${slug}`;
  await act.db.batch([
    auditEntry(act, { action: "source.secret", subject: slug }, rows),
    ...claimKey(act, slug, rows),
    act.db
      .update(sources)
      .set({ secretBefore: sql`secret`, beforeUntil: act.now + OVERLAP_MS, secret: sealed })
      .where(eq(sources.slug, slug)),
  ]);
  return { secret };
}
