import { eq, sql } from "drizzle-orm";
import { auditEntry } from "../../editors/audit.ts";
import { AppError } from "../../errors.ts";
import type { Act } from "../../http/actor.ts";
import { sources } from "../inbound-schema.ts";

/** Deletes a source: from now on nothing is taken of it. Its articles, and what is known of its pieces, stay. Throws 404. */
export async function deleteSource(act: Act, slug: string): Promise<void> {
  const rows = sql`FROM ${sources} WHERE slug = ${slug}`;
  const [, deleted] = await act.db.batch([
    auditEntry(act, { action: "source.delete", subject: slug }, rows),
    act.db.delete(sources).where(eq(sources.slug, slug)).returning({ slug: sources.slug }),
  ]);
  if (deleted.length === 0) throw new AppError("not_found", `There is no source "${slug}".`);
}
