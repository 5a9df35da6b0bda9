import { and, eq, ne, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import type { Act } from "../http/actor.ts";
import type { StandingInput } from "./input.ts";
import { type CommenterRecord, getRecord } from "./record.ts";
import { commenters, standings } from "./schema.ts";

/**
 * Sets a commenter's standing, as only a moderator can make it `trusted` or `blocked`; the log keeps who did it and why.
 * The standing that it is already changes nothing. Gives the record as it stands then. Throws 404.
 */
export async function setStanding(
  act: Act,
  commenterId: string,
  { standing, reason }: StandingInput,
): Promise<CommenterRecord> {
  const { db, actor, now } = act;
  const rows = sql`FROM ${commenters} WHERE id = ${commenterId} AND standing <> ${standing}`;
  const detail = sql`json_object('before', standing, 'standing', ${standing})`;
  await db.batch([
    auditEntry(act, { action: "commenter.standing", subject: commenterId, detail }, rows),
    db
      .insert(standings)
      .select(sql`SELECT NULL, id, standing, ${standing}, ${reason}, ${actor.name}, NULL, ${now} ${rows}`),
    db
      .update(commenters)
      .set({ standing })
      .where(and(eq(commenters.id, commenterId), ne(commenters.standing, standing))),
  ]);
  return await getRecord(db, commenterId);
}
