import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** What happens to an article before readers may know of it, as a list in SQL. */
export const UNSEEN =
  "('article.saved', 'article.scheduled', 'article.unscheduled', 'article.overdue', 'article.deleted')";

/** The outbox: everything that happened, numbered by D1 in the order in which it was committed. */
export const events = sqliteTable(
  "events",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    type: text().notNull(),
    /** Id of the article, comment … that it is about. */
    subject: text().notNull(),
    data: text().notNull(),
    requestId: text("request_id").notNull(),
    createdAt: integer("created_at").notNull(),
    /** When every consumer had taken it; null: to be dispatched. */
    dispatchedAt: integer("dispatched_at"),
    /** How often a consumer refused it. */
    failures: integer().notNull().default(0),
    /** When a probe through the cache saw what it changed; null: not (yet). */
    seenAt: integer("seen_at"),
  },
  (t) => [
    uniqueIndex("events_id").on(t.id),
    index("events_undispatched").on(t.seq).where(sql`${t.dispatchedAt} IS NULL`),
    index("events_of_paper")
      .on(t.seq)
      .where(sql`substr(${t.type}, 1, 8) <> 'comment.' AND ${t.type} NOT IN ${sql.raw(UNSEEN)}`),
    index("events_of_subject").on(t.subject, t.seq),
    index("events_of_request").on(t.requestId, t.seq),
  ],
);
