import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { newId } from "../http/ids.ts";
import { sha256 } from "../http/secrets.ts";
import { recordEvent } from "../wire/events.ts";
import type { ClientHashes } from "./client-hash.ts";
import { receiptTokens } from "./commenter.ts";
import type { CommentInput } from "./input.ts";
import { likenessOf } from "./likeness.ts";
import { isWithinLimits, recentTimes } from "./limits.ts";
import { commenters, comments } from "./schema.ts";

interface NewComment {
  id: string;
  article: { id: string; publishedAt: number | null };
  /** The commenter's id. Undefined: a commenter is made. */
  commenter: string | undefined;
  /** The commenter's. */
  secret: string;
  status: "pending" | "published";
  hashes: ClientHashes;
  input: CommentInput;
}

interface Context {
  db: Database;
  now: number;
  requestId: string;
}

/**
 * Inserts the comment where the limits allow it and the commenter has not sent the same text before, both decided by D1
 * inside the insert: however many arrive at once, exactly as many are stored as may be. `first` is the comment with
 * this text, be it the new one; undefined where the limits refused it.
 */
export async function storeComment(context: Context, comment: NewComment) {
  const { db, now } = context;
  const { id, article, secret, hashes, status } = comment;
  const commenter = comment.commenter ?? newId(now);
  // Nothing was said of an article before it was there: of a busy commenter that leaves a few to look at.
  const said = sql`commenter = ${commenter} AND created_at >= ${article.publishedAt ?? 0}
    AND +article = ${article.id} AND body = ${comment.input.body}`;
  const secretHash = await sha256(secret);
  // A secret that was renewed or erased since it was looked up speaks for nobody any more.
  const isTheirs = comment.commenter
    ? sql`EXISTS (SELECT 1 FROM ${commenters} WHERE id = ${commenter} AND secret_hash = ${secretHash})`
    : sql`1`;
  const isAllowed = sql`${isWithinLimits(hashes, now)} AND ${isTheirs}
    AND NOT EXISTS (SELECT 1 FROM ${comments} WHERE ${said})`;
  const isUnknown = sql`${Number(comment.commenter === undefined)} AND ${isAllowed}`;
  const isThere = sql`WHERE EXISTS (SELECT 1 FROM ${comments} WHERE id = ${id})`;
  const type = status === "published" ? "comment.published" : "comment.submitted";
  const { hash: receiptHash } = await receiptTokens(secret, id);
  const [, stored, , first, recent] = await db.batch([
    insertCommenter(context, { id: commenter, secretHash, where: isUnknown }),
    insertComment(context, { ...comment, commenter, receiptHash, where: isAllowed }),
    recordEvent(context, { type, subject: id, data: { article: { id: article.id } } }, isThere),
    db
      .select({ id: comments.id, status: comments.status, commenter: comments.commenter })
      .from(comments)
      .where(said)
      .orderBy(comments.createdAt)
      .limit(1),
    recentTimes(db, hashes, now),
  ]);
  return { isStored: stored.length === 1, first: first[0], recent };
}

function insertCommenter({ db, now }: Context, row: { id: string; secretHash: string; where: SQL }) {
  const { id, secretHash, where } = row;
  return db.insert(commenters).select(sql`SELECT ${id}, ${secretHash}, NULL, 'new', ${now} WHERE ${where}`);
}

type Row = NewComment & { commenter: string; receiptHash: string; where: SQL };

function insertComment({ db, now }: Context, row: Row) {
  const { id, article, commenter, status, input, receiptHash, hashes, where } = row;
  return db
    .insert(comments)
    .select(sql`
      SELECT ${id}, ${article.id}, ${input.parentId}, ${commenter}, ${input.name}, ${input.body}, ${status},
        ${receiptHash}, ${hashes.today}, ${now}, NULL,
        (SELECT standing FROM ${commenters} WHERE id = ${commenter}), NULL, ${likenessOf(input.body)}, 0
      WHERE ${where}`)
    .returning({ id: comments.id });
}
