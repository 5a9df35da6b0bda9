import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../db.ts";
import type { Act } from "../http/actor.ts";
import type { Article, Signature } from "./article.ts";
import { textOf } from "./body.ts";
import { searchDocs } from "./lists-schema.ts";
import { markOf, spread } from "./search-words.ts";
import { articlesFts } from "./words-table.ts";

export type Searched = Signature &
  Pick<
    Article,
    | "id"
    | "kind"
    | "status"
    | "section"
    | "headline"
    | "standfirst"
    | "bodyHtml"
    | "publishedAt"
    | "createdAt"
  >;

/**
 * The statements that put an article's words into the search as it is from now on, in place of what stood there;
 * nothing where `rows` finds nothing. What is withdrawn is found no more from the same moment on.
 */
export function indexWords({ db }: Pick<Act, "db">, article: Searched, rows: SQL): Statement[] {
  const isThere = sql`EXISTS (SELECT 1 ${rows})`;
  const first = sql`CAST(${article.publishedAt ?? article.createdAt} AS INTEGER) * 1000000`;
  const row = sql`coalesce((SELECT max("row") + 1 FROM ${searchDocs} WHERE "row" BETWEEN ${first} AND ${first} + 999999), ${first})`;
  const isIts = sql`${searchDocs.article} = ${article.id} AND ${isThere}`;
  return [
    db.delete(searchDocs).where(isIts),
    db.insert(searchDocs).select(sql`SELECT ${row}, ${article.id}, 0 WHERE ${isThere}`),
    db.insert(articlesFts).select(sql`SELECT "row", ${wordsOf(article)} FROM ${searchDocs} WHERE ${isIts}`),
  ];
}

/** The values of the index's columns. */
function wordsOf({ headline, standfirst, bodyHtml, authors, status, kind, section }: Searched): SQL {
  const byline = authors.map(({ name }) => name).join(", ");
  const marks = [markOf("status", status), markOf("kind", kind), markOf("section", section ?? "")];
  const texts = [headline, standfirst, textOf(bodyHtml), byline].map(spread);
  return sql.join(
    [...texts, marks.join(" ")].map((text) => sql`${text}`),
    sql`, `,
  );
}
