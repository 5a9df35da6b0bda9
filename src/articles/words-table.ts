import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The full-text index (FTS5), a row for each of `search_docs`. Made by hand in a migration, so it stands apart from what
 * drizzle-kit reads. `marks` holds state, kind and section as words of their own.
 */
export const articlesFts = sqliteTable("articles_fts", {
  rowid: integer("rowid"),
  headline: text().notNull(),
  standfirst: text().notNull(),
  body: text().notNull(),
  byline: text().notNull(),
  marks: text().notNull(),
});
