import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { articleColumns, cardColumns } from "./columns.ts";
import { articles, authors, sections, topics } from "./schema.ts";

/** What a list of the paper is of: all its stories and opinion, or whatever a section, an author or a topic has. */
export interface Subject {
  of: "paper" | "section" | "author" | "topic";
  /** "" for the paper. */
  slug: string;
}

interface Part {
  limit: number;
  before?: Position | undefined;
}

/** The statement that reads the newest published articles of a subject as cards, from a position on: see `newestFirst`. */
export function newestCardsOf(db: Database, subject: Subject, part: Part) {
  return db.select(cardColumns).from(walk(subject, part)).crossJoin(articles).where(isListed);
}

/** The same, each with its text. */
export function newestWholeOf(db: Database, subject: Subject, part: Part) {
  return db.select(articleColumns).from(walk(subject, part)).crossJoin(articles).where(isListed);
}

const isListed = sql`${articles.id} = listed AND ${articles.status} = 'published'`;

/** The rows of `newestCardsOf` or `newestWholeOf` in order: a join promises none. */
export function newestFirst<T extends { id: string; publishedAt: number | null }>(rows: T[]): T[] {
  const at = (row: T) => row.publishedAt ?? 0;
  return rows.toSorted((a, b) => at(b) - at(a) || (a.id < b.id ? 1 : -1));
}

/**
 * The statement that reads what a section, an author or a topic is called, and what is said of it; no row: there is
 * none. Of the paper there is always a row, and nothing is said in it. A topic that only drafts name is not there.
 */
export function introduction(db: Database, { of, slug }: Subject) {
  if (of === "section")
    return db
      .select({ name: sections.name, about: sections.description })
      .from(sections)
      .where(eq(sections.slug, slug));
  if (of === "author")
    return db.select({ name: authors.name, about: authors.bio }).from(authors).where(eq(authors.slug, slug));
  if (of === "topic")
    return db
      .select({ name: topics.name, about: topics.description })
      .from(topics)
      .where(
        sql`${topics.slug} = ${slug} AND (${topics.description} <> '' OR (
          SELECT one.published_at FROM article_topics named CROSS JOIN articles one ON one.id = named.article
          WHERE named.topic = ${slug} AND one.published_at IS NOT NULL
          ORDER BY named.published_at DESC LIMIT 1) IS NOT NULL)`,
      );
  return db
    .select({ name: sql<string>`''`.as("name"), about: sql<string>`''`.as("about") })
    .from(sql`(SELECT 1)`);
}

/** A subquery whose `listed` are the ids, newest first: each walks an index in its order and reads `limit` rows of it. */
function walk(subject: Subject, { limit, before }: Part): SQL {
  const newest = sql`ORDER BY at DESC, listed DESC LIMIT ${limit}`;
  if (subject.of === "paper") {
    const [stories, opinion] = ["story", "opinion"].map(
      (kind) => sql`
        SELECT id AS listed, published_at AS at FROM articles
        WHERE status = 'published' AND kind = ${kind} ${olderThan("published_at, id", before)}`,
    );
    return sql`(${stories} UNION ALL ${opinion} ${newest})`;
  }
  if (subject.of === "section")
    return sql`(
      SELECT id AS listed, published_at AS at FROM articles
      WHERE section = ${subject.slug} AND status = 'published' AND kind <> 'page' ${olderThan("published_at, id", before)}
      ${newest})`;
  const table = sql.raw(`article_${subject.of}s`);
  return sql`(
    SELECT article AS listed, published_at AS at FROM ${table}
    WHERE ${sql.raw(subject.of)} = ${subject.slug} AND published_at > ${BEFORE_ALL} ${olderThan("published_at, article", before)}
    ${newest})`;
}

/** Leaves out the drafts, which stand without a date at the end of the index. */
const BEFORE_ALL = -8.64e15;

function olderThan(columns: "published_at, id" | "published_at, article", before: Position | undefined): SQL {
  return before ? sql`AND (${sql.raw(columns)}) < (${before.at}, ${before.id})` : sql``;
}
