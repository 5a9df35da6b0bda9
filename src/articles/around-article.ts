import { Column, is, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { builtOnce, type Database, type ResultOf } from "../db.ts";
import { chromeWith } from "./chrome.ts";
import { type Redirect, redirectOf } from "./moved.ts";
import { type Near, nearPath } from "./related.ts";
import { newestBriefs } from "./store.ts";

/**
 * The statement that reads what stands around the article at a path: chrome, the newest briefs, what is near it, and
 * where the path leads if nothing stands there. One row, for each further statement of a batch costs more than its rows do.
 */
export function aroundArticle(db: Database, values: { path: string; briefs: number }) {
  return around(db, values);
}

const around = builtOnce((db) =>
  chromeWith(db, {
    nearJson: asJson(nearPath(db), "near_json"),
    briefsJson: asJson(newestBriefs(db), "briefs_json"),
    redirectJson: asJson(redirectOf(db), "redirect_json"),
  }),
);

/** The lists in a row of `aroundArticle`. */
export function listsAround(row: ResultOf<typeof aroundArticle>[number] | undefined) {
  const [redirect] = read<Redirect>(row?.redirectJson);
  const briefs = read<Awaited<ReturnType<typeof newestBriefs>>[number]>(row?.briefsJson);
  return { near: read<Near>(row?.nearJson), briefs, redirect };
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
