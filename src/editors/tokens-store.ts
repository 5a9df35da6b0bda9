import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import type { Position } from "../http/cursor.ts";
import { rfc3339 } from "../http/respond.ts";
import { tokens } from "./schema.ts";

/** What may be told of a token: never its hash. */
export type TokenRow = Omit<typeof tokens.$inferSelect, "hash">;

const { id, name, role, createdAt, expiresAt, lastUsedAt } = tokens;
const told = { id, name, role, createdAt, expiresAt, lastUsedAt };

/** One token. Throws 404. */
export async function getToken(db: Database, which: string): Promise<TokenRow> {
  const row = await db.select(told).from(tokens).where(eq(id, which)).get();
  if (!row) throw new AppError("not_found", `There is no token "${which}".`);
  return row;
}

/** The tokens, expired ones among them, newest first; `limit + 1` rows where there are more. */
export async function listTokens(
  db: Database,
  { limit, before }: { limit: number; before?: Position | undefined },
): Promise<TokenRow[]> {
  return await db
    .select(told)
    .from(tokens)
    .where(before && sql`(${createdAt}, ${id}) < (${before.at}, ${before.id})`)
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1);
}

/** A token as the API shows it. CONTRACT §3. */
export function tokenJson({ id, name, role, createdAt, expiresAt, lastUsedAt }: TokenRow) {
  return {
    id,
    name,
    role,
    createdAt: rfc3339(createdAt),
    expiresAt: rfc3339(expiresAt),
    lastUsedAt: rfc3339(lastUsedAt),
  };
}
