import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { newId } from "../http/ids.ts";
import { recordEvent } from "../wire/events.ts";
import type { ClientHashes } from "./client-hash.ts";
import type { CommentInput } from "./input.ts";
import { isWithinLimits, recentTimes } from "./limits.ts";
import { commenters, comments } from "./schema.ts";

interface NewComment {
  id: string;
  article: { id: string };
  /** Undefined: a commenter is made. */
  commenter: string | undefined;
  secretHash: string;
  receiptHash: string;
  status: "pending" | "published";
  hashes: ClientHashes;
  input: CommentInput;
}

/**
 * Inserts the comment where the limits allow it and the commenter has not sent the same text before, both decided by D1
 * inside the insert: however many arrive at once, exactly as many are stored as may be.
 */
export async function storeComment(
  context: { db: Database; now: number; requestId: string },
  comment: NewComment,
) {
  const { db, now } = context;
  const { id, article, hashes, input, status } = comment;
  const commenter = comment.commenter ?? newId(now);
  const said = sql`commenter = ${commenter} AND article = ${article.id} AND body = ${input.body}`;
  const isAllowed = sql`${isWithinLimits(hashes, now)} AND NOT EXISTS (SELECT 1 FROM ${comments} WHERE ${said})`;
  const isStored = sql`WHERE EXISTS (SELECT 1 FROM ${comments} WHERE id = ${id})`;
  const [, stored, , first, recent] = await db.batch([
    insertCommenter(db, {
      id: commenter,
      secretHash: comment.secretHash,
      now,
      isNeeded: comment.commenter === undefined,
      isAllowed,
    }),
    db
      .insert(comments)
      .select(sql`
        SELECT ${id}, ${article.id}, ${input.parentId}, ${commenter}, ${input.name}, ${input.body}, ${status},
          ${comment.receiptHash}, ${hashes.today}, ${now}, NULL WHERE ${isAllowed}`)
      .returning({ id: comments.id }),
    recordEvent(
      context,
      { type: eventType(status), subject: id, data: { article: { id: article.id } } },
      isStored,
    ),
    db
      .select({ id: comments.id, status: comments.status })
      .from(comments)
      .where(
        and(
          eq(comments.commenter, commenter),
          eq(comments.article, article.id),
          eq(comments.body, input.body),
        ),
      )
      .orderBy(comments.createdAt)
      .limit(1),
    recentTimes(db, hashes, now),
  ]);
  return { isStored: stored.length === 1, first: first[0], recent };
}

function eventType(status: "pending" | "published"): string {
  return status === "published" ? "comment.published" : "comment.submitted";
}

interface NewCommenter {
  id: string;
  secretHash: string;
  now: number;
  isNeeded: boolean;
  isAllowed: SQL;
}

function insertCommenter(db: Database, { id, secretHash, now, isNeeded, isAllowed }: NewCommenter) {
  return db
    .insert(commenters)
    .select(sql`SELECT ${id}, ${secretHash}, 'new', ${now} WHERE ${Number(isNeeded)} AND ${isAllowed}`);
}
