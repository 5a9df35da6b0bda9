import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Act, Actor } from "../http/actor.ts";
import { articleFrom } from "./article.ts";
import { listedColumns } from "./columns.ts";
import { type ArticlePage, byNewestChange, type ListedArticles, positionOf } from "./list-articles.ts";
import { searchDocs } from "./lists-schema.ts";
import { articleAuthors, articles, articleTopics } from "./schema.ts";
import { matchOf } from "./search-query.ts";
import { articlesFts } from "./words-table.ts";

/** So many of the newest articles that match are looked at; an older one is found by more words. */
const MATCHES = 500;

/** Articles in which all words are found and that the actor may read, newest change first. */
export async function listMatches(
  { db, actor }: Pick<Act, "db" | "actor">,
  page: ArticlePage & { words: string },
): Promise<ListedArticles> {
  const match = matchOf(page.words, page);
  if (match === undefined) return { items: [], next: undefined };
  const rows = await articlesMatching(db, actor, { ...page, match });
  const found = rows.map(articleFrom).sort(byNewestChange);
  const items = found.slice(0, page.limit);
  const last = found.length > page.limit ? items.at(-1) : undefined;
  return { items, next: last && positionOf(last) };
}

/** The statement that reads them, in no order: it looks at `MATCHES` articles, however many there are. */
export function articlesMatching(db: Database, actor: Actor, page: ArticlePage & { match: string }) {
  const found = sql`
    WITH hits AS MATERIALIZED (
      SELECT rowid AS place FROM ${articlesFts} WHERE ${articlesFts} MATCH ${page.match}
      ORDER BY rowid DESC LIMIT ${MATCHES})
    SELECT ${articles.id} FROM hits CROSS JOIN ${searchDocs} docs ON docs."row" = hits.place
      CROSS JOIN ${articles} ON ${articles.id} = docs.article
    WHERE ${isAskedFor(actor, page) ?? sql`1`}
    ORDER BY ${articles.updatedAt} DESC, ${articles.id} DESC LIMIT ${page.limit + 1}`;
  return db.select(listedColumns).from(articles).where(sql`${articles.id} IN (${found})`);
}

/** What the filter says, what the actor may read, and where the list goes on. */
function isAskedFor(actor: Actor, { status, section, author, topic, before }: ArticlePage): SQL | undefined {
  const named = (links: typeof articleAuthors | typeof articleTopics, name: SQL) =>
    sql`EXISTS (SELECT 1 FROM ${links} WHERE article = articles.id AND ${name})`;
  return and(
    status && eq(articles.status, status),
    section === undefined ? undefined : eq(articles.section, section),
    author === undefined ? undefined : named(articleAuthors, sql`author = ${author}`),
    topic === undefined ? undefined : named(articleTopics, sql`topic = ${topic}`),
    actor.role === "writer"
      ? sql`(${articles.createdBy} = ${actor.id} OR ${articles.status} = 'published')`
      : undefined,
    before && sql`(${articles.updatedAt}, ${articles.id}) < (${before.at}, ${before.id})`,
  );
}
