import { eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { newId } from "../http/ids.ts";
import { recordEvent } from "../wire/events.ts";
import { commenters, comments, decisions } from "./schema.ts";

/** As much of an id as tells its time; behind it D1 puts 48 random bits for each row. */
const ID_HEAD_CHARS = 24;

/**
 * Erases a commenter: names and texts of all their comments, the secret, the recovery code, what decisions quote of the
 * text (note, law). Decisions keep ground, moderator and time; the record of standings stays. What the limits count goes
 * with the day's key, so that erasing is no way around them. Done in one transaction, however many comments there are;
 * the same again changes nothing. Throws 404.
 */
export async function eraseCommenter(act: Act, commenterId: string): Promise<void> {
  const { db, now } = act;
  const ofThem = sql`commenter = ${commenterId}`;
  const isLeft = sql`EXISTS (SELECT 1 FROM ${comments} WHERE ${ofThem} AND (+status <> 'deleted' OR name <> '' OR body <> ''))`;
  // The sign keeps D1 at the commenter's index: by status there may be any number.
  const published = sql`FROM ${comments} c WHERE c.commenter = ${commenterId} AND +c.status = 'published'`;
  const data = sql`json_object('article', json_object('id', c.article), 'wasPublished', json('true'))`;
  const eventId = sql`${newId(now).slice(0, ID_HEAD_CHARS)} || lower(hex(randomblob(6)))`;
  const [, , , , , [known]] = await db.batch([
    recordEvent(act, { id: eventId, type: "comment.deleted", subject: sql`c.id`, data }, published),
    auditEntry(
      act,
      { action: "commenter.erase", subject: commenterId },
      sql`FROM ${commenters} WHERE id = ${commenterId} AND (secret_hash IS NOT NULL OR ${isLeft})`,
    ),
    db
      .update(decisions)
      .set({ note: null, law: null, decisionBefore: null })
      .where(sql`comment IN (SELECT id FROM ${comments} WHERE ${ofThem})`),
    db
      .update(comments)
      .set({
        ...{ name: "", body: "", likeness: null, status: "deleted" },
        decision: sql`json_replace(decision, '$.note', NULL, '$.law', NULL)`,
      })
      .where(ofThem),
    db.update(commenters).set({ secretHash: null, recoveryHash: null }).where(eq(commenters.id, commenterId)),
    db.select({ id: commenters.id }).from(commenters).where(eq(commenters.id, commenterId)),
  ]);
  if (!known) throw new AppError("not_found", `There is no commenter "${commenterId}".`);
}
