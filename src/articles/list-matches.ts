import { sql } from "drizzle-orm";
import type { Act } from "../http/actor.ts";
import type { Position } from "../http/cursor.ts";
import { type Article, articleFrom } from "./article.ts";
import { articleColumns } from "./columns.ts";
import { articles, searchDocs } from "./schema.ts";
import { matchOf } from "./search-query.ts";
import { type ArticleFilter, isAskedFor } from "./store.ts";
import { articlesFts } from "./words-table.ts";

/** So many of the newest articles that match are looked at; an older one is found by more words. */
const MATCHES = 500;

/** Articles in which all words are found and that the actor may read, newest change first; `limit + 1` where there are more. */
export async function listMatches(
  { db, actor }: Pick<Act, "db" | "actor">,
  page: ArticleFilter & { words: string; limit: number; before?: Position | undefined },
): Promise<Article[]> {
  const match = matchOf(page.words, page);
  if (match === undefined) return [];
  const found = sql`
    WITH hits AS MATERIALIZED (
      SELECT rowid AS place FROM ${articlesFts} WHERE ${articlesFts} MATCH ${match} ORDER BY rowid DESC LIMIT ${MATCHES})
    SELECT ${articles.id} FROM hits CROSS JOIN ${searchDocs} docs ON docs."row" = hits.place
      CROSS JOIN ${articles} ON ${articles.id} = docs.article
    WHERE ${isAskedFor(actor, page) ?? sql`1`}
    ORDER BY ${articles.updatedAt} DESC, ${articles.id} DESC LIMIT ${page.limit + 1}`;
  const rows = await db.select(articleColumns).from(articles).where(sql`${articles.id} IN (${found})`);
  return rows.map(articleFrom).sort(byNewestChange);
}

function byNewestChange(a: Article, b: Article): number {
  return b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1);
}
