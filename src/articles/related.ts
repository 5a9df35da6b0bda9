import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { articles, articleTopics } from "./schema.ts";

/** What a reader may go on with: no picture, so that an article's page reads few rows. */
const lineColumns = {
  id: articles.id,
  kind: articles.kind,
  headline: articles.headline,
  path: articles.path,
  language: articles.language,
  publishedAt: articles.publishedAt,
  topicsJson: articles.topicsJson,
};

/**
 * The statement that reads what is near the article at a path: the newest of its first two topics, and of its section.
 * Seven rows at most, the article itself not among them; `byNearness` puts them in order.
 */
export function relatedTo(db: Database, path: string) {
  const of = (column: SQL) => sql`(SELECT ${column} FROM ${articles} WHERE path = ${path})`;
  const id = of(sql`id`);
  const onTopic = (position: number, limit: number) => sql`SELECT article FROM (
    SELECT article FROM ${articleTopics}
    WHERE topic = (SELECT topic FROM ${articleTopics} WHERE article = ${id} AND position = ${position})
      AND published_at IS NOT NULL AND article <> ${id}
    ORDER BY published_at DESC, article DESC LIMIT ${limit})`;
  const inSection = sql`SELECT id FROM (
    SELECT id FROM ${articles}
    WHERE section = ${of(sql`section`)} AND status = 'published' AND id <> ${id}
    ORDER BY published_at DESC, id DESC LIMIT 2)`;
  const near = sql`${articles.id} IN (${onTopic(0, 3)} UNION ALL ${onTopic(1, 2)} UNION ALL ${inSection})`;
  return db
    .select(lineColumns)
    .from(articles)
    .where(and(near, eq(articles.status, "published")));
}

export type Near = Awaited<ReturnType<typeof relatedTo>>[number];

/** The nearest `limit` first: those that share most topics, of these the newest. */
export function byNearness(rows: Near[], topics: readonly { slug: string }[], limit: number): Near[] {
  const own = new Set(topics.map(({ slug }) => slug));
  const shared = ({ topicsJson }: Near) =>
    (JSON.parse(topicsJson) as { slug: string }[]).filter(({ slug }) => own.has(slug)).length;
  const nearest = (a: Near, b: Near) =>
    shared(b) - shared(a) || (b.publishedAt ?? 0) - (a.publishedAt ?? 0) || (a.id < b.id ? 1 : -1);
  return rows.toSorted(nearest).slice(0, limit);
}
