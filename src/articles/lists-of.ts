import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { articles, authors, corrections } from "./schema.ts";

interface ListPart {
  limit: number;
  before?: Position | undefined;
}

/** The statement that reads what readers may know of an author: the e-mail only where it is public. */
export function authorAt(db: Database, slug: string) {
  const email = sql<string | null>`CASE WHEN ${authors.emailPublic} THEN ${authors.email} END`;
  return db
    .select({ slug: authors.slug, name: authors.name, bio: authors.bio, email: email.as("public_email") })
    .from(authors)
    .where(eq(authors.slug, slug));
}

/** The statement that reads corrections of published articles, newest first, from a position on. */
export function newestCorrections(db: Database, { limit, before }: ListPart) {
  const { createdAt, id, article } = corrections;
  return db
    .select({
      id: sql<string>`${id}`.as("correction"),
      text: corrections.text,
      createdAt: sql<number>`${createdAt}`.as("corrected_at"),
      articleId: articles.id,
      headline: articles.headline,
      path: articles.path,
      language: articles.language,
    })
    .from(corrections)
    .crossJoin(articles)
    .where(
      and(
        eq(articles.id, article),
        eq(articles.status, "published"),
        before && sql`(${createdAt}, ${id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}
