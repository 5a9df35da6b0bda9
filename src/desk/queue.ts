import { and, eq } from "drizzle-orm";
import { type OpenComment, openComment, openCommentFrom } from "../comments/context.ts";
import { commentCounts } from "../comments/schema.ts";
import { type CommentRow, firstListed, isAskedFor, listComments } from "../comments/store.ts";
import { expectedWait, type Wait } from "../comments/wait.ts";
import type { Database } from "../db.ts";
import { site } from "../editors/schema.ts";
import { type SiteSettings, siteFrom } from "../editors/site.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { listPage, readCursor } from "../http/cursor.ts";
import { type Asked, filterOf } from "./asked.ts";

const LIST = "desk";
const PAGE_LENGTH = 20;
/** The page stays small: the last change of standing, and fewer texts to compare than the API takes. */
const EXTENT = { changes: 1, candidates: 5 };

/** What the desk shows. */
export interface Desk {
  settings: SiteSettings;
  /** How many comments wait, wherever. */
  waiting: number;
  wait: Wait | undefined;
  items: CommentRow[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
  open: OpenComment | null;
}

/** One page of the queue and the comment that is open, in one round trip. Throws 404, 400 `bad_cursor`. */
export async function readDesk({ db, env }: { db: Database; env: Env }, asked: Asked): Promise<Desk> {
  const filter = filterOf(asked);
  const after = asked.after === undefined ? undefined : await readCursor(env, LIST, asked.after);
  const part = { ...filter, after, limit: PAGE_LENGTH };
  const [[siteRow], [counted], [wait], rows, [openRow]] = await db.batch([
    db.select().from(site).where(eq(site.id, 1)),
    db
      .select({ n: commentCounts.n })
      .from(commentCounts)
      .where(and(eq(commentCounts.of, ""), eq(commentCounts.status, "pending"))),
    expectedWait(db),
    listComments(db, part),
    openComment(db, asked.open ?? firstListed(db, part), EXTENT),
  ]);
  if (asked.open !== undefined && !openRow)
    throw new AppError("not_found", `There is no comment "${asked.open}".`);
  const positionOf = ({ createdAt, id }: CommentRow) => ({ at: createdAt, id });
  const isShown = (row: CommentRow) => isAskedFor(row, filter);
  const { items, nextCursor } = await listPage(env, LIST, { rows, limit: PAGE_LENGTH, positionOf, isShown });
  return {
    settings: siteFrom(siteRow, env.SITE_URL).settings,
    waiting: counted?.n ?? 0,
    wait,
    items,
    next: nextCursor,
    open: openRow ? openCommentFrom(openRow) : null,
  };
}
