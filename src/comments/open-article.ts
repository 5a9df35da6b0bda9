import { sql } from "drizzle-orm";
import { articles, redirects } from "../articles/schema.ts";
import type { Database } from "../db.ts";

/** The statement that reads what a discussion needs to know of its article, which may have moved away from the path. */
export function openArticle(db: Database, path: string) {
  const { id, status, headline, language, comments, reason, law } = articles;
  return db
    .select({ id, path: articles.path, status, headline, language, comments, reason, law })
    .from(articles)
    .where(
      sql`${id} = coalesce(
        (SELECT at.id FROM ${articles} at WHERE at.path = ${path}),
        (SELECT article FROM ${redirects} WHERE path = ${path}))`,
    );
}

export type OpenArticle = Awaited<ReturnType<typeof openArticle>>[number];
