import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { type Database, inOrder } from "../db.ts";
import type { Actor } from "../http/actor.ts";
import type { Position } from "../http/cursor.ts";
import { type Article, articleFrom } from "./article.ts";
import { listedColumns } from "./columns.ts";
import { articleAuthors, articles, articleTopics, type STATUSES } from "./schema.ts";
import { mayRead } from "./store.ts";

export interface ArticleFilter {
  status?: (typeof STATUSES)[number] | undefined;
  section?: string | undefined;
  author?: string | undefined;
  topic?: string | undefined;
}

export interface ArticlePage extends ArticleFilter {
  limit: number;
  before?: Position | undefined;
}

/** Part of a list, and where it goes on: undefined at its end. */
export interface ListedArticles {
  items: Article[];
  next: Position | undefined;
}

/**
 * Articles that the actor may read, newest change first. Each index that is walked gives `limit + 1` rows and no more:
 * where it says only a part of what is asked for, fewer are shown, and the list goes on behind the last one looked at.
 */
export async function listArticles(db: Database, actor: Actor, page: ArticlePage): Promise<ListedArticles> {
  const results = await db.batch(inOrder(walksFor(db, actor, page)));
  const walks = (results as Parameters<typeof articleFrom>[0][][]).map((rows) => rows.map(articleFrom));
  const horizon = horizonOf(walks, page.limit);
  const known = inOneOrder(walks.flat())
    .filter((article) => horizon === undefined || byNewestChange(article, horizon) <= 0)
    .filter((article) => mayRead(actor, article) && isAskedFor(article, page));
  const items = known.slice(0, page.limit);
  const last = known.length > page.limit ? items.at(-1) : horizon;
  return { items, next: last && positionOf(last) };
}

/** Where a list by newest change stands at this article. */
export function positionOf({ updatedAt, id }: Pick<Article, "updatedAt" | "id">): Position {
  return { at: updatedAt, id };
}

export function byNewestChange(
  a: Pick<Article, "updatedAt" | "id">,
  b: Pick<Article, "updatedAt" | "id">,
): number {
  return b.updatedAt - a.updatedAt || (a.id === b.id ? 0 : a.id < b.id ? 1 : -1);
}

/** The statements whose rows together hold all that is asked for, each in the order of one index. */
function walksFor(db: Database, actor: Actor, page: ArticlePage) {
  const { status, section, author, topic } = page;
  if (author !== undefined) return [walkLinks(db, articleAuthors, eq(articleAuthors.author, author), page)];
  if (topic !== undefined) return [walkLinks(db, articleTopics, eq(articleTopics.topic, topic), page)];
  const walk = (...which: (SQL | undefined)[]) => walkArticles(db, and(...which), page);
  const isInState = status && eq(articles.status, status);
  if (section !== undefined) return [walk(eq(articles.section, section), isInState)];
  if (actor.role !== "writer" || status === "published") return [walk(isInState)];
  const own = walk(eq(articles.createdBy, actor.id));
  return status === undefined ? [own, walk(eq(articles.status, "published"))] : [own];
}

function walkArticles(db: Database, which: SQL | undefined, { limit, before }: ArticlePage) {
  const older = before && sql`(${articles.updatedAt}, ${articles.id}) < (${before.at}, ${before.id})`;
  return db
    .select(listedColumns)
    .from(articles)
    .where(and(which, older))
    .orderBy(desc(articles.updatedAt), desc(articles.id))
    .limit(limit + 1);
}

type Links = typeof articleAuthors | typeof articleTopics;

function walkLinks(db: Database, links: Links, which: SQL, { limit, before }: ArticlePage) {
  const older = before && sql`(${links.changedAt}, ${links.article}) < (${before.at}, ${before.id})`;
  return db
    .select(listedColumns)
    .from(links)
    .crossJoin(articles)
    .where(and(eq(articles.id, links.article), which, older))
    .orderBy(desc(links.changedAt), desc(links.article))
    .limit(limit + 1);
}

/** How far all walks together are known: a walk with more rows than a page ends nobody knows where. */
function horizonOf(walks: Article[][], limit: number): Article | undefined {
  const ends = walks.flatMap((rows) => (rows.length > limit ? rows.slice(-1) : []));
  return ends.sort(byNewestChange)[0];
}

/** Each article once: a writer's own that is published comes by both ways. */
function inOneOrder(found: Article[]): Article[] {
  return [...new Map(found.map((article) => [article.id, article])).values()].sort(byNewestChange);
}

/** Whether it is what the filter asks for. */
function isAskedFor(article: Article, { status, section, author, topic }: ArticleFilter): boolean {
  const names = (things: { slug: string }[], slug: string | undefined) =>
    slug === undefined || things.some((thing) => thing.slug === slug);
  return (
    (status === undefined || article.status === status) &&
    (section === undefined || article.section === section) &&
    names(article.authors, author) &&
    names(article.topics, topic)
  );
}
