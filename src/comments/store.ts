import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { articles } from "../articles/schema.ts";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { rfc3339 } from "../http/respond.ts";
import { type COMMENT_STATUSES, comments, type DECISIONS, type decisions } from "./schema.ts";

type Decision = typeof decisions.$inferSelect;

export const commentColumns = {
  id: comments.id,
  article: comments.article,
  parent: comments.parent,
  commenter: comments.commenter,
  name: comments.name,
  body: comments.body,
  status: comments.status,
  createdAt: comments.createdAt,
  decidedAt: comments.decidedAt,
  standing: comments.standing,
  likeness: comments.likeness,
  headline: articles.headline,
  path: articles.path,
  decision: comments.decision,
};

/** The beginning of every statement that reads comments. */
export function selectComments(db: Database) {
  return db.select(commentColumns).from(comments).innerJoin(articles, eq(articles.id, comments.article));
}

export type CommentRow = Awaited<ReturnType<typeof selectComments>>[number];
/** What `comments.decision` holds as JSON. */
export type LastDecision = Pick<Decision, "ground" | "law" | "note" | "moderator" | "at"> & {
  decision: (typeof DECISIONS)[number];
};

export function lastDecision({ decision }: Pick<CommentRow, "decision">): LastDecision | null {
  return decision === null ? null : (JSON.parse(decision) as LastDecision);
}

/** A comment as read through the API. CONTRACT §4. */
export function commentJson(row: CommentRow, siteUrl: string) {
  const decision = lastDecision(row);
  const { id, name, body, status, standing, createdAt } = row;
  const url = siteUrl + encodeURI(row.path ?? "");
  return {
    id,
    article: { id: row.article, url, headline: row.headline },
    parentId: row.parent,
    name,
    body,
    status,
    standing,
    createdAt: rfc3339(createdAt),
    decision: decision && { ...decision, at: rfc3339(decision.at) },
  };
}

/** The statement that reads one comment. */
export function commentById(db: Database, id: string) {
  return selectComments(db).where(eq(comments.id, id));
}

/** The statement that reads these comments, in whatever order. */
export function commentsById(db: Database, ids: readonly string[]) {
  return selectComments(db).where(
    sql`${comments.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  );
}

/** The statement that reads the comment of a receipt. */
export function commentByReceipt(db: Database, receiptHash: string) {
  return selectComments(db).where(eq(comments.receiptHash, receiptHash));
}

export interface CommentFilter {
  status?: (typeof COMMENT_STATUSES)[number] | undefined;
  article?: string | undefined;
  commenter?: string | undefined;
}

/**
 * The statement that reads comments, oldest first, as a queue is worked off; `limit + 1` rows where there are more. One index is walked, the
 * article's before the commenter's before the state's: `isAskedFor` leaves out what else the filter says.
 */
export function listComments(db: Database, { limit, after, ...filter }: ListPart) {
  return selectComments(db)
    .where(and(walkFor(filter), laterThan(after)))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(limit + 1);
}

/** The query of the id of the first comment of such a list that the filter asks for; the walk ends with it. */
export function firstListed(db: Database, { limit, after, ...filter }: ListPart) {
  const { id, status, article, commenter } = comments;
  const page = db
    .select({ id, status, article, commenter })
    .from(comments)
    .where(and(walkFor(filter), laterThan(after)))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(limit)
    .as("page");
  return db
    .select({ id: page.id })
    .from(page)
    .where(
      and(
        filter.status && eq(page.status, filter.status),
        filter.article === undefined ? undefined : eq(page.article, filter.article),
        filter.commenter === undefined ? undefined : eq(page.commenter, filter.commenter),
      ),
    )
    .limit(1);
}

type ListPart = CommentFilter & { limit: number; after?: Position | undefined };

function walkFor({ status, article, commenter }: CommentFilter): SQL | undefined {
  if (article !== undefined) return eq(comments.article, article);
  if (commenter !== undefined) return eq(comments.commenter, commenter);
  return status && eq(comments.status, status);
}

/** Whether it is what the filter asks for. */
export function isAskedFor(row: CommentRow, { status, article, commenter }: CommentFilter): boolean {
  return (
    (status === undefined || row.status === status) &&
    (article === undefined || row.article === article) &&
    (commenter === undefined || row.commenter === commenter)
  );
}

/** The condition of keyset paging: what comes after a position. */
export function laterThan(after: Position | undefined): SQL | undefined {
  return after && sql`(${comments.createdAt}, ${comments.id}) > (${after.at}, ${after.id})`;
}
