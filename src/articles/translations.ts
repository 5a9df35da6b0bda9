import { eq, sql } from "drizzle-orm";
import { builtOnce, type Database } from "../db.ts";
import { articleColumns } from "./columns.ts";
import { articles } from "./schema.ts";

/** Where a story can be read in another language. */
export interface Translation {
  id: string;
  path: string | null;
  language: string;
  /** Whether it is the one that the others are translations of. */
  isOriginal: number;
}

/**
 * The published articles that are translations of each other, the article itself among them, as JSON. With `+`, or SQLite
 * would walk all that is published.
 */
const translationsJson = sql<string>`(
  SELECT json_group_array(json_object('id', one.id, 'path', one.path, 'language', one.language,
    'isOriginal', one.translation_of IS NULL))
  FROM articles one
  WHERE +one.status = 'published' AND (
    one.id = coalesce(articles.translation_of, articles.id)
    OR one.translation_of = coalesce(articles.translation_of, articles.id)))`.as("translations_json");

/** The statement that reads the article at a path, whatever its state, and where its translations stand. */
export function articleInLanguages(db: Database, path: string) {
  return articleThere(db, { path });
}

const articleThere = builtOnce((db) =>
  db
    .select({ ...articleColumns, translationsJson })
    .from(articles)
    .where(eq(articles.path, sql.placeholder("path"))),
);

/** The translations in a row of `articleInLanguages`, the original first. */
export function translationsIn({ translationsJson }: { translationsJson: string }): Translation[] {
  const found = JSON.parse(translationsJson) as Translation[];
  return found.toSorted((a, b) => b.isOriginal - a.isOriginal || (a.id < b.id ? -1 : 1));
}
