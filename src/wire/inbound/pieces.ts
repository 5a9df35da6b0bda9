import { and, eq, sql } from "drizzle-orm";
import { type Article, articleFrom } from "../../articles/article.ts";
import { articleOfSource } from "../../articles/article-of-source.ts";
import type { Database } from "../../db.ts";
import { pieces } from "../inbound-schema.ts";

export type Piece = typeof pieces.$inferSelect;

/** Which piece: of whom, and what they call it. */
export interface PieceKey {
  source: string;
  externalId: string;
}

/** What is known of a piece, and the article that it is, at one moment. */
export interface Held {
  piece: Piece | undefined;
  article: Article | undefined;
}

export async function readPiece(db: Database, key: PieceKey): Promise<Held> {
  const { source, externalId } = key;
  const known = sql`(SELECT p.article FROM ${pieces} p WHERE p.source = ${source} AND p.external_id = ${externalId})`;
  const [[piece], [row]] = await db.batch([
    db.select().from(pieces).where(isThe(key)),
    articleOfSource(db, known, { name: source, externalId }),
  ]);
  return { piece, article: row && articleFrom(row) };
}

/** What a delivery says of a piece, to be held from now on. */
export type Claim = Pick<
  Piece,
  "source" | "externalId" | "version" | "at" | "digest" | "state" | "article" | "delivery" | "outcome"
>;

/**
 * Holds what a delivery says before it is done, so that older ones stay away from now on. Gives the piece as it is held,
 * or undefined: somebody else was at it since `before` was read.
 */
export async function claimPiece(
  db: Database,
  before: Piece | undefined,
  claim: Claim,
): Promise<Piece | undefined> {
  if (!before) return (await db.insert(pieces).values(claim).onConflictDoNothing().returning())[0];
  return await db
    .update(pieces)
    .set({ ...claim, isDone: false, turn: before.turn + 1 })
    .where(and(isThe(claim), eq(pieces.turn, before.turn)))
    .returning()
    .get();
}

/** Lets go of a piece whose delivery can't be used after all: it is as it was before. */
export async function releasePiece(db: Database, claimed: Piece, before: Piece | undefined): Promise<void> {
  const isStill = and(isThe(claimed), eq(pieces.turn, claimed.turn));
  if (before)
    await db
      .update(pieces)
      .set({ ...before, turn: claimed.turn + 1 })
      .where(isStill);
  else await db.delete(pieces).where(isStill);
}

/** The statement that notes that a piece's article is as its delivery says; nothing where it is another's turn by now. */
export function finishPiece(db: Database, claimed: Piece, done: Pick<Piece, "article" | "outcome">) {
  return db
    .update(pieces)
    .set({ ...done, isDone: true })
    .where(and(isThe(claimed), eq(pieces.turn, claimed.turn)));
}

/** Notes that another piece has taken the place of this one, whether it came already or not: nothing is taken of it any more. */
export async function replacePiece(db: Database, key: PieceKey, by: Piece): Promise<void> {
  const { delivery, externalId: replacedBy } = by;
  const unknown: typeof pieces.$inferInsert = {
    ...{ source: key.source, externalId: key.externalId, delivery, replacedBy, isDone: true },
    ...{ at: 0, digest: "", state: "withdrawn", outcome: "ignored" },
  };
  await db
    .insert(pieces)
    .values(unknown)
    .onConflictDoUpdate({
      target: [pieces.source, pieces.externalId],
      set: { replacedBy, turn: sql`turn + 1` },
      setWhere: sql`replaced_by IS NULL`,
    });
}

function isThe({ source, externalId }: PieceKey) {
  return and(eq(pieces.source, source), eq(pieces.externalId, externalId));
}
