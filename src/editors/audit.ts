import { is, SQL, sql } from "drizzle-orm";
import type { Act } from "../http/actor.ts";
import { audit } from "./schema.ts";

interface Entry {
  /** Or an expression on the rows, where many things are noted in one statement. */
  action: string | SQL;
  subject: string | SQL;
  detail?: Record<string, unknown> | SQL;
}

/**
 * The statement that notes who did what. `rows` is what it depends on ("FROM articles WHERE id = … AND revision = …"):
 * where that finds nothing, nothing is noted. Put it before the UPDATE in the same batch.
 */
export function auditEntry({ db, now, actor, requestId }: Act, entry: Entry, rows: SQL = sql``) {
  const detail = is(entry.detail, SQL) ? entry.detail : JSON.stringify(entry.detail ?? {});
  const { action, subject } = entry;
  return db
    .insert(audit)
    .select(
      sql`SELECT NULL, ${now}, ${actor.id}, ${actor.name}, ${action}, ${subject}, ${requestId}, ${detail} ${rows}`,
    );
}
