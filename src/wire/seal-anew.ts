import { sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { command, type Database, inOrder } from "../db.ts";
import type { Env } from "../env.ts";
import { idOfKeyBefore, seal, Unopenable, unseal } from "../http/sealed.ts";
import { sources } from "./inbound-schema.ts";
import { webhooks } from "./out-schema.ts";

/** Of each column. */
const SEALED_A_RUN = 25;

interface Place {
  table: SQLiteTable;
  key: SQLiteColumn;
  sealed: SQLiteColumn;
}

const PLACES: readonly Place[] = [
  { table: sources, key: sources.slug, sealed: sources.secret },
  { table: sources, key: sources.slug, sealed: sources.secretBefore },
  { table: webhooks, key: webhooks.id, sealed: webhooks.secret },
  { table: webhooks, key: webhooks.id, sealed: webhooks.oldSecret },
];

/**
 * Seals under DATELINE_KEY what the key before it sealed, some dozens a run, so that the old key can be dropped. A secret
 * that was rotated meanwhile is left as it is by then.
 */
export async function sealAnew(env: Env, db: Database): Promise<void> {
  const before = await idOfKeyBefore(env);
  if (before === undefined) return;
  for (const place of PLACES) await sealPlace(env, db, { ...place, before });
}

async function sealPlace(
  env: Env,
  db: Database,
  { table, key, sealed, before }: Place & { before: string },
): Promise<void> {
  const rows = await db
    .select({ key: sql<string>`${key}`.as("row_key"), old: sql<string>`${sealed}`.as("old") })
    .from(table)
    .where(sql`substr(${sealed}, 1, ${before.length + 1}) = ${`${before}.`}`)
    .limit(SEALED_A_RUN);
  const updates = rows.map(async (row) => {
    const fresh = await sealedAnew(env, row.old);
    if (fresh === undefined) return [];
    const change = sql`UPDATE ${table} SET ${sql.identifier(sealed.name)} = ${fresh} WHERE ${key} = ${row.key} AND ${sealed} = ${row.old}`;
    return [command(db, change)];
  });
  const statements = (await Promise.all(updates)).flat();
  if (statements.length > 0) await db.batch(inOrder(statements));
}

/** Undefined: it is broken, and stays as it is. */
async function sealedAnew(env: Env, old: string): Promise<string | undefined> {
  try {
    return await seal(env, await unseal(env, old));
  } catch (error) {
    if (error instanceof Unopenable) return undefined;
    throw error;
  }
}
