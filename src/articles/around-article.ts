import { Column, eq, is, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { builtOnce, type Database, type ResultOf } from "../db.ts";
import type { articleFrom } from "./article.ts";
import { chromeWith } from "./chrome.ts";
import { articleColumns } from "./columns.ts";
import { type Redirect, redirectOf } from "./moved.ts";
import { type Near, nearPath } from "./related.ts";
import { articles } from "./schema.ts";
import { newestBriefs } from "./store.ts";
import { translationsJson } from "./translations.ts";

/**
 * The statement that reads an article's page: the article at a path, whatever its state, chrome, the newest briefs, what is
 * near it, and where the path leads if nothing stands there. One row, for each further statement of a batch costs more than
 * its rows do.
 */
export function articleAndAround(db: Database, values: { path: string; briefs: number }) {
  return whole(db, values);
}

// A page does not show what the body was written as.
const article = { ...articleColumns, bodySource: sql<string>`''`.as("body_source"), translationsJson };

const whole = builtOnce((db) =>
  chromeWith(db, {
    ...article,
    nearJson: asJson(nearPath(db), "near_json"),
    briefsJson: asJson(newestBriefs(db), "briefs_json"),
    redirectJson: asJson(redirectOf(db), "redirect_json"),
  }).leftJoin(articles, eq(articles.path, sql.placeholder("path"))),
);

type Row = ResultOf<typeof articleAndAround>[number];
type ArticleRow = Parameters<typeof articleFrom>[0] & { translationsJson: string };

/** What a row of `articleAndAround` holds; no article: none stands at the path. */
export function partsOf(row: Row) {
  const { settings, policyHtml, transferCode, settingsChangedAt, sectionsJson, changedAt, ...rest } = row;
  const { nearJson, briefsJson, redirectJson, ...columns } = rest;
  const [redirect] = read<Redirect>(redirectJson);
  return {
    chrome: { settings, policyHtml, transferCode, settingsChangedAt, sectionsJson, changedAt },
    article: columns.id === null ? undefined : (columns as ArticleRow),
    near: read<Near>(nearJson),
    briefs: read<Awaited<ReturnType<typeof newestBriefs>>[number]>(briefsJson),
    redirect,
  };
}

function read<T>(json: string | undefined): T[] {
  return json ? (JSON.parse(json) as T[]) : [];
}

interface Query extends SQLWrapper {
  as(name: string): { _: { selectedFields: Record<string, unknown> } };
}

/** A query's rows as a column: a JSON array of objects under the names that the query gives them. */
function asJson(query: Query, name: string): SQL.Aliased<string> {
  const members = Object.entries(query.as(name)._.selectedFields).map(([key, field]) => {
    const column = is(field, Column) ? field.name : (field as SQL.Aliased).fieldAlias;
    return sql`${sql.raw(`'${key}'`)}, ${sql.identifier(column)}`;
  });
  return sql<string>`(SELECT json_group_array(json_object(${sql.join(members, sql`, `)})) FROM ${query})`.as(
    name,
  );
}
