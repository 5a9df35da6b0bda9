import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { articles } from "../articles/schema.ts";

export const STANDINGS = ["new", "previewed", "trusted", "blocked"] as const;
export const COMMENT_STATUSES = ["pending", "published", "declined", "removed", "deleted"] as const;
export const DECISIONS = ["publish", "decline", "remove"] as const;
export const GROUNDS = ["offensive", "slander", "foul_language", "off_topic", "spam", "illegal"] as const;

/** A browser that holds a secret. Nothing else is known of a commenter. */
export const commenters = sqliteTable(
  "commenters",
  {
    id: text().primaryKey(),
    /** SHA-256 of the cookie's secret; null once erased. */
    secretHash: text("secret_hash"),
    standing: text({ enum: STANDINGS }).notNull().default("new"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [uniqueIndex("commenters_secret").on(t.secretHash)],
);

export const comments = sqliteTable(
  "comments",
  {
    id: text().primaryKey(),
    article: text()
      .notNull()
      .references(() => articles.id),
    parent: text(),
    commenter: text()
      .notNull()
      .references(() => commenters.id),
    name: text().notNull(),
    body: text().notNull(),
    status: text({ enum: COMMENT_STATUSES }).notNull(),
    /** SHA-256 of the receipt's token. */
    receiptHash: text("receipt_hash").notNull(),
    /** HMAC of the client under the day's key; null from the end of the next UTC day on. */
    clientHash: text("client_hash"),
    createdAt: integer("created_at").notNull(),
    decidedAt: integer("decided_at"),
  },
  (t) => [
    index("comments_shown").on(t.article, t.status, t.parent, t.createdAt, t.id),
    index("comments_of_article").on(t.article, t.createdAt, t.id),
    index("comments_by_status").on(t.status, t.createdAt, t.id),
    index("comments_newest").on(t.createdAt, t.id),
    index("comments_of_commenter").on(t.commenter, t.createdAt, t.id),
    uniqueIndex("comments_receipt").on(t.receiptHash),
    index("comments_of_client").on(t.clientHash, t.createdAt).where(sql`${t.clientHash} IS NOT NULL`),
  ],
);

/** What moderators decided. Append-only; name and text of the comment may go, this stays. */
export const decisions = sqliteTable(
  "decisions",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    comment: text().notNull(),
    decision: text({ enum: DECISIONS }).notNull(),
    ground: text({ enum: GROUNDS }),
    law: text(),
    note: text(),
    moderator: text().notNull(),
    /** How long the comment had waited, in milliseconds; null where it did not wait. */
    waitMs: integer("wait_ms"),
    at: integer().notNull(),
  },
  (t) => [index("decisions_of_comment").on(t.comment, t.seq)],
);

/** Random keys that clients are hashed under, one each UTC day, destroyed at the end of the next. */
export const dayKeys = sqliteTable("day_keys", {
  /** "2016-11-30" */
  day: text().primaryKey(),
  /** 32 random bytes, base64url. */
  key: text().notNull(),
});
