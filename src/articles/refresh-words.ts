import { desc, eq, sql } from "drizzle-orm";
import { type Database, inOrder } from "../db.ts";
import { articleFrom } from "./article.ts";
import { articleColumns } from "./columns.ts";
import { indexWords } from "./index-words.ts";
import { searchDocs } from "./lists-schema.ts";
import { markdownOf } from "./markdown.ts";
import { articles } from "./schema.ts";

/** Articles a run: parsing them is what takes time. */
const RUN = 30;

/**
 * Reads the words of articles again whose index is stale (an author has a new name, or a migration could not read them),
 * and makes the Markdown that a migration could not make. The newest first, `RUN` at a time; the next run goes on.
 * Throws, when all were tried, where one of them could not be read.
 */
export async function refreshWords(db: Database): Promise<void> {
  const failed: unknown[] = [];
  for (const row of await staleArticles(db))
    await refreshArticle(db, row).catch((error: unknown) => failed.push(`${row.id}: ${error}`));
  if (failed.length > 0)
    throw new Error(`The words of ${failed.length} articles were not read: ${failed[0]}`);
}

/** The statement that reads the newest articles whose words are stale. */
export function staleArticles(db: Database) {
  return (
    db
      .select({ ...articleColumns, bodyMarkdown: articles.bodyMarkdown })
      .from(searchDocs)
      .crossJoin(articles)
      // Written out, for the index knows only these.
      .where(sql`${searchDocs.isStale} = 1 AND ${articles.id} = ${searchDocs.article}`)
      .orderBy(desc(searchDocs.row))
      .limit(RUN)
  );
}

type Row = Awaited<ReturnType<typeof staleArticles>>[number];

/** Does nothing where the article was edited or its author renamed meanwhile: the edit wrote its words, the name's turn comes. */
export async function refreshArticle(db: Database, { bodyMarkdown, ...row }: Row): Promise<void> {
  const article = articleFrom(row);
  const { id, revision, authorsJson } = row;
  const asRead = sql`FROM ${articles} WHERE id = ${id} AND revision = ${revision} AND authors_json = ${authorsJson}`;
  const words = indexWords({ db }, article, asRead);
  if (bodyMarkdown !== "" || article.bodyHtml === "") {
    await db.batch(inOrder(words));
    return;
  }
  const markdown = markdownOf(article.bodyHtml);
  const fill = db
    .update(articles)
    .set({ bodyMarkdown: markdown })
    .where(sql`${eq(articles.id, id)} AND revision = ${revision}`);
  await db.batch(inOrder([...words, fill]));
}
