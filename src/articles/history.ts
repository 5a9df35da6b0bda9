import { desc, eq, lt, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { articles, versions } from "./schema.ts";
import type { Changes, Member, VersionContent } from "./version.ts";

interface ListPart {
  limit: number;
  before?: Position | undefined;
}

/** Whose history it is: what its pages have to know of the article, whatever its state. */
export function historyOwner(db: Database, path: string) {
  return db
    .select({
      id: articles.id,
      path: articles.path,
      status: articles.status,
      reason: articles.reason,
      law: articles.law,
      headline: articles.headline,
      language: articles.language,
    })
    .from(articles)
    .where(eq(articles.path, path));
}

const { number, at, content, changes, previous, hash } = versions;

function ofArticleAt(path: string) {
  return sql`${versions.article} = (SELECT id FROM articles WHERE path = ${path})`;
}

/** The statement that reads the versions of the article at a path, the newest first, and of each which members changed. */
export function versionsAt(db: Database, path: string, { limit, before }: ListPart) {
  return db
    .select({ number, at, members: sql<string>`${changes} ->> '$.members'`.as("members") })
    .from(versions)
    .where(sql`${ofArticleAt(path)} ${olderThan(before)}`)
    .orderBy(desc(number))
    .limit(limit);
}

/** The same with everything that the chain needs. */
export function chainAt(db: Database, path: string, { limit, before }: ListPart) {
  return db
    .select({ number, at, content, previous, hash })
    .from(versions)
    .where(sql`${ofArticleAt(path)} ${olderThan(before)}`)
    .orderBy(desc(number))
    .limit(limit);
}

function olderThan(before: Position | undefined) {
  return before ? sql`AND ${lt(number, before.at)}` : sql``;
}

/** The statement that reads one version, and behind it the number of the next one, where there is one. */
export function versionAt(db: Database, path: string, wanted: number) {
  const only = (column: typeof content | typeof changes) =>
    sql<string | null>`CASE ${number} WHEN ${wanted} THEN ${column} END`;
  return db
    .select({
      number,
      at,
      hash,
      content: only(content).as("content_wanted"),
      changes: only(changes).as("changes_wanted"),
    })
    .from(versions)
    .where(sql`${ofArticleAt(path)} AND ${number} BETWEEN ${wanted} AND ${wanted + 1}`)
    .orderBy(number);
}

export interface Version {
  number: number;
  /** Milliseconds. */
  at: number;
  hash: string;
  content: VersionContent;
  changes: Changes;
  hasNext: boolean;
}

/** The rows of `versionAt` as a version, or undefined. */
export function versionFrom(
  rows: Awaited<ReturnType<typeof versionAt>>,
  wanted: number,
): Version | undefined {
  const row = rows.find((each) => each.number === wanted);
  if (!row?.content || !row.changes) return undefined;
  return {
    ...row,
    content: JSON.parse(row.content) as VersionContent,
    changes: JSON.parse(row.changes) as Changes,
    hasNext: rows.length > 1,
  };
}

/** The members that a row of `versionsAt` says to have changed. */
export function membersIn(row: { members: string }): Member[] {
  return JSON.parse(row.members) as Member[];
}
