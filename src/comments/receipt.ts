import { eq, sql } from "drizzle-orm";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import type { Database } from "../db.ts";
import { sha256 } from "../http/secrets.ts";
import { commenters, comments, standings } from "./schema.ts";
import { type CommentRow, commentByReceipt } from "./store.ts";
import { expectedWait, type Wait } from "./wait.ts";

/** What a receipt tells. */
export interface Receipt {
  chrome: SiteChrome;
  /** Undefined where no comment has this receipt. */
  comment: CommentRow | undefined;
  writer: Awaited<ReturnType<typeof writerOf>>[number] | undefined;
  wait: Wait | undefined;
}

/** The receipt that a token opens, in one round trip. `firstUrl` is SITE_URL. */
export async function readReceipt(
  db: Database,
  { token, firstUrl }: { token: string; firstUrl: string },
): Promise<Receipt> {
  const hash = await sha256(token);
  const [chromeRows, [comment], [writer], [wait]] = await db.batch([
    chromeStatement(db),
    commentByReceipt(db, hash),
    writerOf(db, hash),
    expectedWait(db),
  ]);
  return { chrome: chromeFrom(chromeRows[0], firstUrl), comment, writer, wait };
}

/** The statement that reads whose receipt it is, and whether trust was lost to decisions, and no moderator has spoken since. */
function writerOf(db: Database, receiptHash: string) {
  const hasFallen = sql<number | null>`(
    SELECT s.before = 'trusted' AND s.moderator IS NULL AND "commenters"."standing" = 'previewed'
    FROM ${standings} s WHERE s.commenter = "commenters"."id" ORDER BY s.seq DESC LIMIT 1)`.as("has_fallen");
  return db
    .select({ commenterId: commenters.id, secretHash: commenters.secretHash, hasFallen })
    .from(comments)
    .innerJoin(commenters, eq(commenters.id, comments.commenter))
    .where(eq(comments.receiptHash, receiptHash));
}
