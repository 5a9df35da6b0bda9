import { and, eq, gt, lte, type SQL, sql } from "drizzle-orm";
import { type Database, isUniqueViolation, type Statement } from "../db.ts";
import type { Act } from "./actor.ts";
import { idempotencyKeys } from "./schema.ts";

/** CONTRACT §0: how long a key is kept. */
const KEPT_MS = 24 * 60 * 60 * 1_000;
const FORGOTTEN_A_RUN = 5_000;

export type KeyUse = typeof idempotencyKeys.$inferSelect;
/** An act that came with an Idempotency-Key. */
export type KeyedAct = Act & Required<Pick<Act, "key">>;

/**
 * The statements that use up the act's Idempotency-Key for what the batch makes or changes; none where it came without.
 * `rows` as in `auditEntry`: a verb that has lost uses up nothing. A key that is in use stops the whole batch, even one
 * that would have lost: then somebody else has done the same already, and nothing is to be refused or kept as an orphan.
 */
export function claimKey(act: Act, subject: string, rows: SQL = sql``): Statement[] {
  if (!act.key) return [];
  const { db, actor, now } = act;
  const { key, fingerprint } = act.key;
  const inUse = sql`SELECT token, key, fingerprint, subject, NULL, created_at FROM ${idempotencyKeys}
    WHERE token = ${actor.id} AND key = ${key}`;
  return [
    forgetIfExpired(act as KeyedAct),
    db
      .insert(idempotencyKeys)
      .select(
        sql`SELECT ${actor.id}, ${key}, ${fingerprint}, ${subject}, NULL, ${now} ${rows} UNION ALL ${inUse}`,
      ),
  ];
}

/** True where `claimKey` stopped the batch: the key is in use. */
export function isKeyInUse(error: unknown): boolean {
  return isUniqueViolation(error, "idempotency_keys.");
}

/** What the act's key was used for in the last 24 hours, if anything. */
export async function findKeyUse({ db, actor, now, key }: KeyedAct): Promise<KeyUse | undefined> {
  const isKept = gt(idempotencyKeys.createdAt, now - KEPT_MS);
  return await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.token, actor.id), eq(idempotencyKeys.key, key.key), isKept))
    .get();
}

/**
 * Keeps the answer to the act, unless one is kept already, and gives the one that is kept. A verb that found nothing to
 * change has claimed no key: it is used up here.
 */
export async function keepAnswer(
  act: KeyedAct,
  { subject, answer }: { subject: string; answer: string },
): Promise<string | null> {
  const { db, actor, now } = act;
  const use = { token: actor.id, ...act.key, subject, answer, createdAt: now };
  const [, kept] = await db.batch([
    forgetIfExpired(act),
    db
      .insert(idempotencyKeys)
      .values(use)
      .onConflictDoUpdate({
        target: [idempotencyKeys.token, idempotencyKeys.key],
        set: { answer: sql`coalesce(${idempotencyKeys.answer}, excluded.answer)` },
        setWhere: sql`${idempotencyKeys.fingerprint} = excluded.fingerprint`,
      })
      .returning({ answer: idempotencyKeys.answer }),
  ]);
  return kept[0]?.answer ?? null;
}

function forgetIfExpired({ db, actor, now, key }: KeyedAct) {
  const isExpired = lte(idempotencyKeys.createdAt, now - KEPT_MS);
  return db
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.token, actor.id), eq(idempotencyKeys.key, key.key), isExpired));
}

/** Deletes keys older than 24 hours, the oldest first, some thousands a run. */
export async function forgetKeys(db: Database, now: number): Promise<void> {
  await db.delete(idempotencyKeys).where(sql`rowid IN (
    SELECT rowid FROM ${idempotencyKeys} WHERE created_at <= ${now - KEPT_MS}
    ORDER BY created_at LIMIT ${FORGOTTEN_A_RUN})`);
}
