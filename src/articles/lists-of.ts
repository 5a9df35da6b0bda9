import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { cardColumns } from "./columns.ts";
import { articleAuthors, articles, articleTopics, authors, corrections, topics } from "./schema.ts";

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

/** The statement that reads one topic. */
export function topicAt(db: Database, slug: string) {
  return db
    .select({ slug: topics.slug, name: topics.name, description: topics.description })
    .from(topics)
    .where(eq(topics.slug, slug));
}

/** The statement that reads what an author published, newest first, from a position on. */
export function publishedByAuthor(db: Database, slug: string, { limit, before }: ListPart) {
  const { author, publishedAt, article } = articleAuthors;
  const isListed = and(eq(author, slug), listed(publishedAt), olderThan([publishedAt, article], before));
  return db
    .select(cardColumns)
    .from(articleAuthors)
    .crossJoin(articles)
    .where(and(isListed, eq(articles.id, article)))
    .orderBy(desc(publishedAt), desc(article))
    .limit(limit);
}

/** The statement that reads what was published on a topic, newest first, from a position on. */
export function publishedOnTopic(db: Database, slug: string, { limit, before }: ListPart) {
  const { topic, publishedAt, article } = articleTopics;
  const isListed = and(eq(topic, slug), listed(publishedAt), olderThan([publishedAt, article], before));
  return db
    .select(cardColumns)
    .from(articleTopics)
    .crossJoin(articles)
    .where(and(isListed, eq(articles.id, article)))
    .orderBy(desc(publishedAt), desc(article))
    .limit(limit);
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
      and(eq(articles.id, article), eq(articles.status, "published"), olderThan([createdAt, id], before)),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

type Columns = [at: SQL | object, id: SQL | object];

/** A range, where IS NOT NULL would walk through everything that is not on the lists as well. */
function listed(publishedAt: object): SQL {
  return sql`${publishedAt} >= ${Number.MIN_SAFE_INTEGER}`;
}

function olderThan([at, id]: Columns, before: Position | undefined): SQL | undefined {
  return before && sql`(${at}, ${id}) < (${before.at}, ${before.id})`;
}
