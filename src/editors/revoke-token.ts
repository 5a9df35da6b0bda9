import { and, eq, sql } from "drizzle-orm";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { auditEntry } from "./audit.ts";
import { tokens } from "./schema.ts";

/**
 * Revokes a token: from now on it is unknown. Throws 404, or 409 `last_publisher` where no other publisher's token would
 * be left that is still good: nobody could make another one. Decided by the DELETE itself, however many run at once.
 */
export async function revokeToken(act: Act, id: string): Promise<void> {
  const { db, now } = act;
  const isGood = sql`(expires_at IS NULL OR expires_at > ${now})`;
  const mayGo = sql`(role <> 'publisher' OR NOT ${isGood} OR EXISTS (
    SELECT 1 FROM ${tokens} publishers
    WHERE publishers.id <> ${id} AND publishers.role = 'publisher' AND ${isGood}))`;
  const [, revoked, [left]] = await db.batch([
    auditEntry(
      act,
      { action: "token.revoke", subject: id },
      sql`FROM ${tokens} WHERE id = ${id} AND ${mayGo}`,
    ),
    db
      .delete(tokens)
      .where(and(eq(tokens.id, id), mayGo))
      .returning({ id: tokens.id }),
    db.select({ name: tokens.name }).from(tokens).where(eq(tokens.id, id)),
  ]);
  if (revoked.length === 1) return;
  if (!left) throw new AppError("not_found", `There is no token "${id}".`);
  throw new AppError(
    "last_publisher",
    `"${left.name}" is the last publisher's token that is good: nobody could make another one. Make another publisher's token first.`,
  );
}
