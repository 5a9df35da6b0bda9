import { sql } from "drizzle-orm";
import { articles, redirects } from "../articles/schema.ts";
import type { Database } from "../db.ts";
import { commentCounts } from "./schema.ts";

/**
 * The statement that reads what a discussion needs to know of its article, which may have moved away from the path, and
 * how many comments wait on all of them.
 */
export function openArticle(db: Database, path: string) {
  const { id, path: at, status, headline, language, comments, publishedAt, reason, law } = articles;
  const waiting = sql<number | null>`(
    SELECT n FROM ${commentCounts} WHERE "of" = '' AND ${commentCounts.status} = 'pending')`.as("waiting");
  return db
    .select({ id, path: at, status, headline, language, comments, publishedAt, reason, law, waiting })
    .from(articles)
    .where(
      sql`${id} = coalesce(
        (SELECT at.id FROM ${articles} at WHERE at.path = ${path}),
        (SELECT article FROM ${redirects} WHERE path = ${path}))`,
    );
}

export type OpenArticle = Awaited<ReturnType<typeof openArticle>>[number];
