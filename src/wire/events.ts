import { is, SQL, sql } from "drizzle-orm";
import { site } from "../editors/schema.ts";
import type { Act } from "../http/actor.ts";
import { newId } from "../http/ids.ts";
import { webhooks } from "./out-schema.ts";
import { events, TOLD, TOLD_TYPES } from "./schema.ts";

interface NewEvent {
  /** Or, for many comments in one statement, an expression on the rows; so may be its id and subject. */
  type: string | SQL;
  subject: string | SQL;
  id?: SQL;
  /** Or an expression that gives its JSON, for what only the transaction knows. */
  data: Record<string, unknown> | SQL;
}

/** Whether a hub or search engines may be told: those from the moment on at which the settings are first stored. */
const IS_PINGED = sql`EXISTS (
  SELECT 1 FROM ${site} WHERE settings ->> '$.webSubHub' IS NOT NULL OR settings ->> '$.url' LIKE 'https:%')`;

/**
 * The statement that puts an event into the outbox. As in `auditEntry`, `rows` is what it depends on:
 * a lost race leaves no event behind.
 */
export function recordEvent(
  { db, now, requestId, hops = 0 }: Pick<Act, "db" | "now" | "requestId" | "hops">,
  event: NewEvent,
  rows: SQL = sql``,
) {
  const data = is(event.data, SQL) ? event.data : JSON.stringify(event.data);
  const isOf = (kind: string) => !is(event.type, SQL) && event.type.startsWith(kind);
  const says = (member: string) => is(event.data, SQL) || member in event.data;
  const isArticle = isOf("article.");
  // An article that stands nowhere touches nothing, nor does a comment that is sent: it comes with time.
  const isUnseen = (isArticle && !says("article")) || (isOf("comment.") && !says("wasPublished"));
  const dispatchedAt = isUnseen ? now : null;
  const purgeAt = isUnseen ? null : now;
  const keepAt = isArticle && !isUnseen ? now : null;
  const isTold = is(event.type, SQL) || TOLD_TYPES.includes(event.type);
  // Of a comment nobody but webhooks hears; of an article search engines and the hub do, too.
  const isSubscribed = sql`EXISTS (SELECT 1 FROM ${webhooks} receivers)`;
  const isHeard = isArticle ? sql`(${isSubscribed} OR ${IS_PINGED})` : isSubscribed;
  const fanAt = isTold
    ? sql`CASE WHEN ${isHeard} AND ${event.type} IN ${sql.raw(TOLD)} THEN ${now} END`
    : null;
  return db
    .insert(events)
    .select(
      sql`SELECT NULL, ${event.id ?? newId(now)}, ${event.type}, ${event.subject}, ${data}, ${requestId}, ${now}, ${dispatchedAt}, ${purgeAt}, ${keepAt}, 0, NULL, ${fanAt}, ${hops} ${rows}`,
    );
}
