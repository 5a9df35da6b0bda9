import { is, SQL, sql } from "drizzle-orm";
import type { Act } from "../http/actor.ts";
import { newId } from "../http/ids.ts";
import { events, UNSEEN_TYPES } from "./schema.ts";

interface NewEvent {
  type: string;
  subject: string;
  /** Or an expression that gives its JSON, for what only the transaction knows. */
  data: Record<string, unknown> | SQL;
}

/**
 * The statement that puts an event into the outbox. As in `auditEntry`, `rows` is what it depends on:
 * a lost race leaves no event behind.
 */
export function recordEvent(
  { db, now, requestId }: Pick<Act, "db" | "now" | "requestId">,
  event: NewEvent,
  rows: SQL = sql``,
) {
  const data = is(event.data, SQL) ? event.data : JSON.stringify(event.data);
  const isSeen = !UNSEEN_TYPES.includes(event.type);
  const purgeAt = isSeen ? now : null;
  const keepAt = isSeen && event.type.startsWith("article.") ? now : null;
  return db
    .insert(events)
    .select(
      sql`SELECT NULL, ${newId(now)}, ${event.type}, ${event.subject}, ${data}, ${requestId}, ${now}, NULL, ${purgeAt}, ${keepAt}, 0, NULL ${rows}`,
    );
}
