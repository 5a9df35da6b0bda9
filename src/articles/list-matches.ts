import { sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Act, Actor } from "../http/actor.ts";
import type { Position } from "../http/cursor.ts";
import { type Article, articleFrom } from "./article.ts";
import { articleColumns } from "./columns.ts";
import { searchDocs } from "./lists-schema.ts";
import { articles } from "./schema.ts";
import { matchOf } from "./search-query.ts";
import { type ArticleFilter, isAskedFor } from "./store.ts";
import { articlesFts } from "./words-table.ts";

/** So many of the newest articles that match are looked at; an older one is found by more words. */
const MATCHES = 500;

type Page = ArticleFilter & { limit: number; before?: Position | undefined };

/** Articles in which all words are found and that the actor may read, newest change first; `limit + 1` where there are more. */
export async function listMatches(
  { db, actor }: Pick<Act, "db" | "actor">,
  page: Page & { words: string },
): Promise<Article[]> {
  const match = matchOf(page.words, page);
  if (match === undefined) return [];
  const rows = await articlesMatching(db, actor, { ...page, match });
  return rows.map(articleFrom).sort(byNewestChange);
}

/** The statement that reads them, in no order: it looks at `MATCHES` articles, however many there are. */
export function articlesMatching(db: Database, actor: Actor, page: Page & { match: string }) {
  const found = sql`
    WITH hits AS MATERIALIZED (
      SELECT rowid AS place FROM ${articlesFts} WHERE ${articlesFts} MATCH ${page.match}
      ORDER BY rowid DESC LIMIT ${MATCHES})
    SELECT ${articles.id} FROM hits CROSS JOIN ${searchDocs} docs ON docs."row" = hits.place
      CROSS JOIN ${articles} ON ${articles.id} = docs.article
    WHERE ${isAskedFor(actor, page) ?? sql`1`}
    ORDER BY ${articles.updatedAt} DESC, ${articles.id} DESC LIMIT ${page.limit + 1}`;
  return db.select(articleColumns).from(articles).where(sql`${articles.id} IN (${found})`);
}

function byNewestChange(a: Article, b: Article): number {
  return b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1);
}
