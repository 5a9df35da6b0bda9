import { asc, eq, sql } from "drizzle-orm";
import { command } from "../db.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { commentCounts, comments, moderation } from "./schema.ts";

const MINUTE_MS = 60_000;

/**
 * Records that a comment waits too long, where the oldest has waited for longer than `afterMinutes` (null: nobody wants to
 * know): once for each that comes to be the oldest, however many crons run at once.
 */
export async function noteWaiting(act: Act, afterMinutes: number | null): Promise<void> {
  if (afterMinutes === null) return;
  const { db, now } = act;
  const oldest = await db
    .select({ id: comments.id, createdAt: comments.createdAt })
    .from(comments)
    .where(eq(comments.status, "pending"))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(1)
    .get();
  if (!oldest || now - oldest.createdAt <= afterMinutes * MINUTE_MS) return;
  const { id, createdAt } = oldest;
  const isNews = sql`id = 1 AND alerted_at IS NOT ${createdAt}
    AND EXISTS (SELECT 1 FROM ${comments} WHERE id = ${id} AND status = 'pending')`;
  const data = sql`json_object(
    'waiting', (SELECT n FROM ${commentCounts} WHERE "of" = '' AND status = 'pending'),
    'oldest', ${new Date(createdAt).toISOString()})`;
  await db.batch([
    recordEvent(act, { type: "comment.queue", subject: id, data }, sql`FROM ${moderation} WHERE ${isNews}`),
    command(db, sql`UPDATE ${moderation} SET alerted_at = ${createdAt} WHERE ${isNews}`),
  ]);
}
