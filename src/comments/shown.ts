import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { articles } from "../articles/schema.ts";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { comments } from "./schema.ts";
import { laterThan } from "./store.ts";

export const THREADS_A_PAGE = 50;
export const REPLIES_A_PAGE = 500;

const shownColumns = {
  id: comments.id,
  parentId: comments.parent,
  name: comments.name,
  body: comments.body,
  createdAt: comments.createdAt,
};

/** A published comment, as it was read. */
export type Shown = Pick<typeof comments.$inferSelect, "id" | "name" | "body" | "createdAt"> & {
  parentId: string | null;
};

/** Published comments that open a thread, oldest first; `path` is the article's. */
function threads(path: string, after: Position | undefined) {
  return and(
    eq(comments.article, articleAt(path)),
    eq(comments.status, "published"),
    isNull(comments.parent),
    laterThan(after),
  );
}

function articleAt(path: string): SQL {
  return sql`(SELECT ${articles.id} FROM ${articles} WHERE ${articles.path} = ${path})`;
}

/** The statement that reads one page of threads, and one more. */
export function shownThreads(db: Database, path: string, after: Position | undefined) {
  return db
    .select(shownColumns)
    .from(comments)
    .where(threads(path, after))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(THREADS_A_PAGE + 1);
}

/** The statement that reads the published replies to one page of threads, thread by thread, and one more. */
export function shownReplies(db: Database, path: string, after: Position | undefined) {
  const page = db
    .select({ id: comments.id })
    .from(comments)
    .where(threads(path, after))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(THREADS_A_PAGE);
  return db
    .select(shownColumns)
    .from(comments)
    .where(
      and(
        eq(comments.article, articleAt(path)),
        eq(comments.status, "published"),
        sql`${comments.parent} IN ${page}`,
      ),
    )
    .orderBy(asc(comments.parent), asc(comments.createdAt), asc(comments.id))
    .limit(REPLIES_A_PAGE + 1);
}

/** The statement that reads a published comment that can be replied to. */
export function shownThread(db: Database, path: string, id: string) {
  return db
    .select(shownColumns)
    .from(comments)
    .where(and(threads(path, undefined), eq(comments.id, id)));
}
