import { and, desc, eq, sql } from "drizzle-orm";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import type { Database } from "../db.ts";
import type { Env } from "../env.ts";
import { listPage, type Position, readCursor } from "../http/cursor.ts";
import { sha256 } from "../http/secrets.ts";
import { receiptTokens } from "./commenter.ts";
import { commenters, comments, type Standing } from "./schema.ts";
import { type CommentRow, selectComments } from "./store.ts";

const COMMENTS_A_PAGE = 20;

/** The statement that reads who holds a secret. */
export function commenterBySecret(db: Database, secretHash: string) {
  return db.select().from(commenters).where(eq(commenters.secretHash, secretHash));
}

/** The statement that reads what was written by whoever holds a secret, the newest first; `limit + 1` rows where there are more. */
export function writtenBy(
  db: Database,
  { secretHash, before, limit }: { secretHash: string; before: Position | undefined; limit: number },
) {
  const isTheirs = eq(
    comments.commenter,
    sql`(SELECT id FROM ${commenters} WHERE secret_hash = ${secretHash})`,
  );
  const isEarlier = before && sql`(${comments.createdAt}, ${comments.id}) < (${before.at}, ${before.id})`;
  return selectComments(db)
    .where(and(isTheirs, isEarlier))
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(limit + 1);
}

export function positionOf({ createdAt, id }: CommentRow): Position {
  return { at: createdAt, id };
}

/** A comment as its writer's list has it. */
export interface OwnComment extends Pick<CommentRow, "body" | "status" | "createdAt" | "headline" | "path"> {
  /** The receipt's path. */
  receipt: string;
}

export interface Mine {
  chrome: SiteChrome;
  /** Undefined where this browser's secret is nobody's. */
  standing: Standing | undefined;
  items: OwnComment[];
  /** Where the list goes on; null at its end. */
  next: string | null;
}

/** What the holder of a secret wrote, one page of it, in one round trip. Throws 400 `bad_cursor`. */
export async function readMine(
  { db, env }: { db: Database; env: Env },
  { secret, before }: { secret: string | undefined; before: string | undefined },
): Promise<Mine> {
  const secretHash = secret === undefined ? "" : await sha256(secret);
  const list = `mine:${secretHash}`;
  const position = before === undefined ? undefined : await readCursor(env, list, before);
  const [[chromeRow], [commenter], rows] = await db.batch([
    chromeStatement(db),
    commenterBySecret(db, secretHash),
    writtenBy(db, { secretHash, before: position, limit: COMMENTS_A_PAGE }),
  ]);
  const page = await listPage(env, list, { rows, limit: COMMENTS_A_PAGE, positionOf });
  const items = await Promise.all(page.items.map((row) => ownComment(row, secret ?? "")));
  const next = page.nextCursor && `/comments/mine?before=${page.nextCursor}`;
  return { chrome: chromeFrom(chromeRow, env.SITE_URL), standing: commenter?.standing, items, next };
}

async function ownComment(row: CommentRow, secret: string): Promise<OwnComment> {
  const { body, status, createdAt, headline, path, id } = row;
  const { token } = await receiptTokens(secret, id);
  return { body, status, createdAt, headline, path, receipt: `/comments/receipts/${token}` };
}
