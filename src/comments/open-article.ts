import { eq } from "drizzle-orm";
import { articles } from "../articles/schema.ts";
import type { Database } from "../db.ts";

/** The statement that reads what a discussion needs to know of its article. */
export function openArticle(db: Database, path: string) {
  const { id, status, headline, language, comments, reason, law } = articles;
  return db
    .select({ id, path: articles.path, status, headline, language, comments, reason, law })
    .from(articles)
    .where(eq(articles.path, path));
}

export type OpenArticle = Awaited<ReturnType<typeof openArticle>>[number];
