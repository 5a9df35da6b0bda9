import { and, asc, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { articleColumns } from "./columns.ts";
import { archiveCounts } from "./lists-schema.ts";
import { articles } from "./schema.ts";

/** Most addresses of one sitemap (sitemaps.org, "Sitemap file requirements"). */
const SITEMAP_MAX_URLS = 50_000;
/** Most stories of one news sitemap (Google, "News sitemap best practices"). */
const NEWS_MAX_STORIES = 1_000;
const MAX_PAGES = 1_000;
const MAX_MONTHS = 10_000;

/** The statement that reads the article at a path with its Markdown, whatever its state. */
export function markdownAtPath(db: Database, path: string) {
  return db
    .select({ ...articleColumns, bodyMarkdown: articles.bodyMarkdown })
    .from(articles)
    .where(eq(articles.path, path));
}

/** The statement that reads the months ("2016/11") in which something was published, oldest first. */
export function publishedMonths(db: Database) {
  const years = sql`(SELECT period AS year FROM ${archiveCounts} WHERE parent = '')`;
  return db
    .select({ period: archiveCounts.period })
    .from(years)
    .crossJoin(archiveCounts)
    .where(sql`${archiveCounts.parent} = year AND ${archiveCounts.articles} > 0`)
    .limit(MAX_MONTHS);
}

const stamp = {
  path: articles.path,
  publishedAt: articles.publishedAt,
  modifiedAt: articles.modifiedAt,
};

/** The statement that reads where each published article of a month ("2016/11") stands, and since when. */
export function publishedInMonth(db: Database, month: string) {
  const days = sql`(SELECT period FROM ${archiveCounts} WHERE parent = ${month})`;
  return db
    .select(stamp)
    .from(days)
    .crossJoin(articles)
    .where(sql`${articles.day} = period AND ${articles.status} = 'published'`)
    .limit(SITEMAP_MAX_URLS);
}

/** The statement that reads what was published after a moment (milliseconds), pages left out, newest first. */
export function publishedSince(db: Database, since: number) {
  const isNews = and(isPublished, sql`${articles.publishedAt} > ${since}`, ne(articles.kind, "page"));
  return db
    .select({ ...stamp, id: articles.id, headline: articles.headline, language: articles.language })
    .from(articles)
    .where(isNews)
    .orderBy(desc(articles.publishedAt), desc(articles.id))
    .limit(NEWS_MAX_STORIES);
}

/** The statement that reads the standing pages: imprint, privacy, about. */
export function standingPages(db: Database) {
  return db
    .select({ ...stamp, id: articles.id, headline: articles.headline })
    .from(articles)
    .where(and(isPublished, eq(articles.kind, "page")))
    .orderBy(asc(articles.publishedAt), asc(articles.id))
    .limit(MAX_PAGES);
}

const isPublished: SQL = sql`${articles.status} = 'published'`;
