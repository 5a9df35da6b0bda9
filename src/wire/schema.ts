import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** What readers are not to know of, or not yet. */
const UNSEEN_TYPES = [
  "article.saved",
  "article.scheduled",
  "article.unscheduled",
  "article.overdue",
  "article.deleted",
  "edge.delayed",
];
/** The same as a list in SQL. */
export const UNSEEN = `(${UNSEEN_TYPES.map((type) => `'${type}'`).join(", ")})`;

/** What others are told of, by webhook and in the list of events. CONTRACT §6. */
export const TOLD_TYPES = [
  "article.published",
  "article.updated",
  "article.corrected",
  "article.scheduled",
  "article.withdrawn",
  "article.removed",
  "comment.submitted",
  "comment.published",
  "comment.declined",
  "comment.removed",
  "notice.received",
];
/** The same as a list in SQL. */
export const TOLD = `(${TOLD_TYPES.map((type) => `'${type}'`).join(", ")})`;

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
    /** When the cache had first taken it; null: not yet. */
    dispatchedAt: integer("dispatched_at"),
    /** When the cache is to be told, for the first or the second time; null: there is nothing (more) to tell. */
    purgeAt: integer("purge_at").default(0),
    /** When the lifeboat's copies are to be brought up to date; null: they are. */
    keepAt: integer("keep_at"),
    /** How often a consumer refused it. */
    failures: integer().notNull().default(0),
    /** When a probe through the cache saw what it changed; null: not (yet). */
    seenAt: integer("seen_at"),
    /** When it happened, until those who are to hear of it are known (wire/out/fan-out.ts); null: they are, or nobody is. */
    fanAt: integer("fan_at"),
    /** How many webhooks it came by (http/hops.ts). */
    hops: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("events_id").on(t.id),
    index("events_to_purge").on(t.purgeAt).where(sql`${t.purgeAt} IS NOT NULL`),
    index("events_to_keep").on(t.keepAt).where(sql`${t.keepAt} IS NOT NULL`),
    index("events_to_fan").on(t.seq).where(sql`${t.fanAt} IS NOT NULL`),
    index("events_of_contract")
      .on(t.seq)
      .where(sql`${t.type} IN ${sql.raw(TOLD)}`),
    index("events_of_paper")
      .on(t.seq)
      .where(sql`substr(${t.type}, 1, 8) <> 'comment.' AND ${t.type} NOT IN ${sql.raw(UNSEEN)}`),
    index("events_of_subject").on(t.subject, t.seq),
    index("events_of_request").on(t.requestId, t.seq),
  ],
);
