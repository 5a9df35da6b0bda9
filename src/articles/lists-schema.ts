import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { articles } from "./schema.ts";

/** What editors put on the front page: one row. */
export const front = sqliteTable("front", {
  id: integer().primaryKey(),
  lead: text(),
  /** Ids of articles, JSON. */
  pinned: text().notNull().default("[]"),
  updatedAt: integer("updated_at").notNull(),
});

/** How many articles the paper has of a year ("2016" under ""), month ("2016/11" under "2016") and day. */
export const archiveCounts = sqliteTable(
  "archive_counts",
  {
    parent: text().notNull(),
    period: text().notNull(),
    articles: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.parent, t.period] })],
);

/**
 * The row of `articles_fts` that holds an article's words. Rows ascend in time: published (else made) at, in
 * milliseconds, times a million, so that a search can begin with the newest. When a row goes, a trigger takes its words along.
 */
export const searchDocs = sqliteTable(
  "search_docs",
  {
    row: integer().primaryKey(),
    article: text()
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    /** Whether its words have to be read again: a job does it. */
    isStale: integer("is_stale", { mode: "boolean" }).notNull().default(false),
  },
  (t) => [
    uniqueIndex("search_docs_of_article").on(t.article),
    index("search_docs_stale").on(t.row).where(sql`${t.isStale} = 1`),
  ],
);
