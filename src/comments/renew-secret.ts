import { eq, sql } from "drizzle-orm";
import { command, type Database } from "../db.ts";
import { randomSecret, sha256 } from "../http/secrets.ts";
import { receiptTokens } from "./commenter.ts";
import { commentCounts, commenters, comments } from "./schema.ts";

const ATTEMPTS = 3;
/** A parameter of D1 may have 2 MB: 16,000 of 125 bytes. */
const RECEIPTS_AT_ONCE = 5_000;

/** By what a commenter shows who they are: the hash of the browser's secret, or of a recovery code. */
export type Proof = { secretHash: string } | { recoveryHash: string };

/**
 * Gives a commenter a new secret: the old one and the recovery code are void, and the receipts, which are made from the
 * secret, have new addresses. Standing stays. Undefined where the proof is nobody's (any more).
 */
export async function renewSecret(db: Database, proof: Proof): Promise<string | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [[holder], written] = await db.batch([holderOf(db, proof), commentsOf(db, proof)]);
    if (!holder) return undefined;
    const secret = randomSecret();
    if (await replace(db, { proof, holder: holder.id, secret, ids: written.map(({ id }) => id) }))
      return secret;
  }
  return undefined;
}

function isHolder(proof: Proof) {
  return "secretHash" in proof
    ? eq(commenters.secretHash, proof.secretHash)
    : eq(commenters.recoveryHash, proof.recoveryHash);
}

function holderOf(db: Database, proof: Proof) {
  return db.select({ id: commenters.id }).from(commenters).where(isHolder(proof));
}

function commentsOf(db: Database, proof: Proof) {
  return db
    .select({ id: comments.id })
    .from(comments)
    .where(eq(comments.commenter, sql`(SELECT id FROM ${commenters} WHERE ${isHolder(proof)})`));
}

interface Renewal {
  proof: Proof;
  /** The commenter's id. */
  holder: string;
  secret: string;
  /** Of all their comments. */
  ids: string[];
}

/** False where the proof was used up meanwhile, or another comment came; then nothing is written. */
async function replace(db: Database, { proof, holder, secret, ids }: Renewal): Promise<boolean> {
  const secretHash = await sha256(secret);
  const receipts = await Promise.all(
    ids.map(async (id) => ({ id, hash: (await receiptTokens(secret, id)).hash })),
  );
  const written = sql`(SELECT coalesce(sum(n), 0) FROM ${commentCounts} WHERE "of" = ${holder})`;
  const [won] = await db.batch([
    db
      .update(commenters)
      .set({ secretHash, recoveryHash: null })
      .where(sql`${isHolder(proof)} AND ${written} = ${ids.length}`)
      .returning({ id: commenters.id }),
    ...slices(receipts).map((some) =>
      command(
        db,
        sql`
        UPDATE ${comments} AS c SET receipt_hash = (json_each.value ->> 'hash')
        FROM json_each(${JSON.stringify(some)})
        WHERE c.id = (json_each.value ->> 'id')
          AND EXISTS (SELECT 1 FROM ${commenters} WHERE id = ${holder} AND secret_hash = ${secretHash})`,
      ),
    ),
  ]);
  return won.length === 1;
}

function slices<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / RECEIPTS_AT_ONCE);
  return Array.from({ length: count }, (_, n) => all.slice(n * RECEIPTS_AT_ONCE, (n + 1) * RECEIPTS_AT_ONCE));
}
