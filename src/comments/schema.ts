import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { articles } from "../articles/schema.ts";

export const STANDINGS = ["new", "previewed", "trusted", "blocked"] as const;
export const COMMENT_STATUSES = ["pending", "published", "declined", "removed", "deleted"] as const;
export const DECISIONS = ["publish", "decline", "remove"] as const;
export const GROUNDS = ["offensive", "slander", "foul_language", "off_topic", "spam", "illegal"] as const;

/** What the log keeps: the decisions, and that one was taken back. */
export const LOGGED = [...DECISIONS, "undo"] as const;
export type Standing = (typeof STANDINGS)[number];

/** A browser that holds a secret. Nothing else is known of a commenter. */
export const commenters = sqliteTable(
  "commenters",
  {
    id: text().primaryKey(),
    /** SHA-256 of the cookie's secret; null once erased. */
    secretHash: text("secret_hash"),
    /** SHA-256 of the code that moves the commenter to another browser; null where none was asked for. */
    recoveryHash: text("recovery_hash"),
    standing: text({ enum: STANDINGS }).notNull().default("new"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("commenters_secret").on(t.secretHash),
    uniqueIndex("commenters_recovery").on(t.recoveryHash),
  ],
);

/** How a commenter's standing changed, and why. Append-only. */
export const standings = sqliteTable(
  "standings",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    commenter: text().notNull(),
    before: text({ enum: STANDINGS }).notNull(),
    standing: text({ enum: STANDINGS }).notNull(),
    /** A moderator's words; null where it came by itself. */
    reason: text(),
    /** Null: it came by itself, with a decision. */
    moderator: text(),
    /** The comment whose decision changed it; null where a moderator set it. */
    comment: text(),
    at: integer().notNull(),
  },
  (t) => [index("standings_of_commenter").on(t.commenter, t.seq)],
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
    /** The commenter's, kept here by a trigger: a queue is read without asking for each of them. */
    standing: text({ enum: STANDINGS }).notNull().default("new"),
    /** The decision that holds, as JSON (comments/store.ts); null where there is none. */
    decision: text(),
    /** What texts that are nearly the same have in common (comments/likeness.ts). */
    likeness: text(),
    /** Published replies, counted by a trigger: a thread stays where its first comment went. */
    replies: integer().notNull().default(0),
  },
  (t) => [
    index("comments_threads")
      .on(t.article, t.createdAt, t.id)
      .where(sql`"parent" IS NULL AND ("status" = 'published' OR "replies" > 0)`),
    index("comments_replies")
      .on(t.parent, t.createdAt, t.id)
      .where(sql`"parent" IS NOT NULL AND "status" = 'published'`),
    index("comments_of_article").on(t.article, t.createdAt, t.id),
    index("comments_by_status").on(t.status, t.createdAt, t.id),
    index("comments_newest").on(t.createdAt, t.id),
    index("comments_of_commenter").on(t.commenter, t.createdAt, t.id),
    index("comments_alike").on(t.likeness, t.createdAt),
    uniqueIndex("comments_receipt").on(t.receiptHash),
    index("comments_of_client").on(t.clientHash, t.createdAt).where(sql`${t.clientHash} IS NOT NULL`),
  ],
);

/** How many comments there are, by status: `of` is an article's or a commenter's id, or "" for all. Kept by triggers. */
export const commentCounts = sqliteTable(
  "comment_counts",
  {
    of: text().notNull(),
    status: text({ enum: COMMENT_STATUSES }).notNull(),
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.of, t.status] })],
);

/** What moderators decided. Append-only; name and text of the comment may go, this stays. */
export const decisions = sqliteTable(
  "decisions",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    comment: text().notNull(),
    decision: text({ enum: LOGGED }).notNull(),
    ground: text({ enum: GROUNDS }),
    law: text(),
    note: text(),
    moderator: text().notNull(),
    /** How long the comment had waited, in milliseconds; null where it did not wait. */
    waitMs: integer("wait_ms"),
    at: integer().notNull(),
    /** What it took the place of: an undone decision gives it back. */
    statusBefore: text("status_before", { enum: COMMENT_STATUSES }).notNull().default("pending"),
    decisionBefore: text("decision_before"),
  },
  (t) => [
    index("decisions_of_comment").on(t.comment, t.seq),
    index("decisions_after_a_wait").on(t.seq).where(sql`"wait_ms" IS NOT NULL`),
  ],
);

/** One row: what the desk has to say of itself. */
export const moderation = sqliteTable("moderation", {
  id: integer().primaryKey(),
  /** Milliseconds: half of the last 200 decisions came sooner; null before the first one. */
  medianMs: integer("median_ms"),
  /** Milliseconds: nine of ten came sooner. */
  p90Ms: integer("p90_ms"),
  /** Milliseconds: when the comment was sent that was last reported to wait too long. */
  alertedAt: integer("alerted_at"),
});

/** Random keys that clients are hashed under, one each UTC day, destroyed at the end of the next. */
export const dayKeys = sqliteTable("day_keys", {
  /** "2016-11-30" */
  day: text().primaryKey(),
  /** 32 random bytes, base64url. */
  key: text().notNull(),
});
