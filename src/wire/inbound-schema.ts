import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const SOURCE_KINDS = ["standard", "superdesk", "ghost", "wordpress"] as const;

/** What became of a delivery. CONTRACT §5. */
export const OUTCOMES = [
  "pending",
  "created",
  "updated",
  "withdrawn",
  "removed",
  "unchanged",
  "duplicate",
  "stale",
  "ignored",
  "failed",
] as const;

/** Who may publish by webhook, and how what they send is taken. */
export const sources = sqliteTable("sources", {
  slug: text().primaryKey(),
  kind: text({ enum: SOURCE_KINDS }).notNull(),
  defaultSection: text("default_section"),
  /** Their sections and ours, JSON: `{theirs: ours}`. */
  sections: text().notNull().default("{}"),
  defaultAuthor: text("default_author"),
  publish: text({ enum: ["draft", "publish"] }).notNull(),
  language: text(),
  /** JSON, a list: from these hosts pictures are fetched. */
  pictureHosts: text("picture_hosts").notNull().default("[]"),
  /** Sealed (http/sealed.ts). */
  secret: text().notNull(),
  /** The secret before it, sealed, and until when it is good. */
  secretBefore: text("secret_before"),
  beforeUntil: integer("before_until"),
  createdAt: integer("created_at").notNull(),
});

/** Every delivery that was signed, as it came; stored before it is handled. */
export const inbox = sqliteTable(
  "inbox",
  {
    id: text().primaryKey(),
    source: text().notNull(),
    /** The sender's id of it, else its digest: the same delivery again finds this row. */
    delivery: text().notNull(),
    /** SHA-256 of the body, hexadecimal. */
    digest: text().notNull(),
    /** JSON `{name: value}`, without what is secret. */
    headers: text().notNull(),
    receivedAt: integer("received_at").notNull(),
    outcome: text({ enum: OUTCOMES }).notNull().default("pending"),
    /** Why it was ignored, failed, or lacks a picture. */
    why: text(),
    externalId: text("external_id"),
    version: text(),
    article: text(),
    handledAt: integer("handled_at"),
    /** How often it failed by our own fault. */
    failures: integer().notNull().default(0),
    /** When it is to be tried again; null: it is done. */
    dueAt: integer("due_at"),
    /** Null after 30 days. Last, so that nobody reads over it. */
    body: blob({ mode: "buffer" }),
  },
  (t) => [
    uniqueIndex("inbox_of_source_by_delivery").on(t.source, t.delivery),
    index("inbox_of_source").on(t.source, t.id),
    index("inbox_by_outcome").on(t.outcome, t.id),
    index("inbox_of_source_by_outcome").on(t.source, t.outcome, t.id),
    index("inbox_due").on(t.dueAt).where(sql`${t.dueAt} IS NOT NULL`),
    index("inbox_with_body").on(t.receivedAt).where(sql`${t.body} IS NOT NULL`),
  ],
);

/** What is known of a sender's piece, for good: it outlives the bodies. */
export const pieces = sqliteTable(
  "pieces",
  {
    source: text().notNull(),
    externalId: text("external_id").notNull(),
    /** What the sender counts, and when they say that it was changed (milliseconds): the newest that is held. */
    version: text(),
    at: integer().notNull(),
    /** SHA-256 of that body, hexadecimal. */
    digest: text().notNull(),
    state: text({ enum: ["published", "withdrawn"] }).notNull(),
    article: text(),
    /** Id of the delivery in the inbox that says so, and what became of it. */
    delivery: text().notNull(),
    outcome: text({ enum: OUTCOMES }).notNull(),
    /** Whether the article is as it says: false while a delivery is being handled. */
    isDone: integer("is_done", { mode: "boolean" }).notNull().default(false),
    /** Counts who was at it: whoever read another number was too slow. */
    turn: integer().notNull().default(1),
    /** externalId of the piece that took its place: nothing is taken of this one any more. */
    replacedBy: text("replaced_by"),
  },
  (t) => [primaryKey({ columns: [t.source, t.externalId] })],
);
