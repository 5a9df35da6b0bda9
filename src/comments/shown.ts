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
  status: comments.status,
  createdAt: comments.createdAt,
};

/** A comment of the discussion, as it was read: published, or the place of one whose replies are. */
export type Shown = Pick<typeof comments.$inferSelect, "id" | "name" | "body" | "status" | "createdAt"> & {
  parentId: string | null;
};

/** What stands in the discussion, as the index `comments_threads` says it. */
const stands = sql`${comments.parent} IS NULL AND (${comments.status} = 'published' OR ${comments.replies} > 0)`;

/** Comments that open a thread, oldest first; `path` is the article's. */
function threads(path: string, after: Position | undefined) {
  return and(eq(comments.article, articleAt(path)), stands, laterThan(after));
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

/**
 * The statement that reads the published replies to one page of threads, and one more. They come thread by thread, as the
 * page is walked: sorting them would read all there are before the first is given.
 */
export function shownReplies(db: Database, path: string, after: Position | undefined) {
  const page = db
    .select({ thread: comments.id })
    .from(comments)
    .where(threads(path, after))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(THREADS_A_PAGE)
    .as("page");
  return db
    .select(shownColumns)
    .from(page)
    .crossJoin(comments)
    .where(sql`${comments.parent} = ${page.thread} AND ${comments.status} = 'published'`)
    .limit(REPLIES_A_PAGE + 1);
}

/** The statement that reads a published comment that can be replied to. */
export function shownThread(db: Database, path: string, id: string) {
  return db
    .select(shownColumns)
    .from(comments)
    .where(
      and(
        eq(comments.id, id),
        eq(comments.article, articleAt(path)),
        eq(comments.status, "published"),
        isNull(comments.parent),
      ),
    );
}
