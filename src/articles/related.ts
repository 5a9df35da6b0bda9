import { type SQL, sql } from "drizzle-orm";
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
 * The query of what is near the article at the placeholder "path": the newest of its first two topics, and of its section.
 * Four rows at most, the article itself not among them (with `+`, or SQLite would walk all that is published); `byNearness` puts them in order.
 */
export function nearPath(db: Database) {
  // By rank, for a topic that is deleted leaves its position empty.
  const topicAt = (position: number) =>
    sql`(SELECT topic FROM ${articleTopics} WHERE article = own.id ORDER BY position LIMIT 1 OFFSET ${position})`;
  // The LIMIT keeps SQLite from looking the article up anew wherever one of these is named.
  const own = sql`(
    SELECT own.id AS own_id, own.section AS own_section, ${topicAt(0)} AS first_topic, ${topicAt(1)} AS second_topic
    FROM ${articles} own WHERE own.path = ${sql.placeholder("path")} LIMIT 1)`;
  const onTopic = (topic: SQL, limit: number) => sql`SELECT article FROM (
    SELECT article FROM ${articleTopics}
    WHERE topic = ${topic} AND published_at IS NOT NULL AND article <> own_id
    ORDER BY published_at DESC, article DESC LIMIT ${limit})`;
  const inSection = sql`SELECT id FROM (
    SELECT near.id FROM ${articles} near
    WHERE near.section = own_section AND near.status = 'published' AND near.id <> own_id
    ORDER BY near.published_at DESC, near.id DESC LIMIT 1)`;
  const near = sql`${onTopic(sql`first_topic`, 2)} UNION ALL ${onTopic(sql`second_topic`, 1)} UNION ALL ${inSection}`;
  return db
    .select(lineColumns)
    .from(own)
    .crossJoin(articles)
    .where(sql`${articles.id} IN (${near}) AND +${articles.status} = 'published'`);
}

export type Near = Awaited<ReturnType<typeof nearPath>>[number];

/** The nearest `limit` first: those that share most topics, of these the newest. */
export function byNearness(rows: Near[], topics: readonly { slug: string }[], limit: number): Near[] {
  const own = new Set(topics.map(({ slug }) => slug));
  const shared = ({ topicsJson }: Near) =>
    (JSON.parse(topicsJson) as { slug: string }[]).filter(({ slug }) => own.has(slug)).length;
  const nearest = (a: Near, b: Near) =>
    shared(b) - shared(a) || (b.publishedAt ?? 0) - (a.publishedAt ?? 0) || (a.id < b.id ? 1 : -1);
  return rows.toSorted(nearest).slice(0, limit);
}
