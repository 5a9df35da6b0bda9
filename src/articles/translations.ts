import { sql } from "drizzle-orm";

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
export const translationsJson = sql<string>`(
  SELECT json_group_array(json_object('id', one.id, 'path', one.path, 'language', one.language,
    'isOriginal', one.translation_of IS NULL))
  FROM articles one
  WHERE +one.status = 'published' AND (
    one.id = coalesce(articles.translation_of, articles.id)
    OR one.translation_of = coalesce(articles.translation_of, articles.id)))`.as("translations_json");

/** The translations in a row with `translationsJson`, the original first. */
export function translationsIn({ translationsJson }: { translationsJson: string }): Translation[] {
  const found = JSON.parse(translationsJson) as Translation[];
  return found.toSorted((a, b) => b.isOriginal - a.isOriginal || (a.id < b.id ? -1 : 1));
}
