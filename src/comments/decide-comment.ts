import { and, eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import type { DecisionInput } from "./input.ts";
import { commenters, comments, decisions } from "./schema.ts";
import { type CommentRow, commentById, lastDecision } from "./store.ts";

const ATTEMPTS = 5;
const OUTCOME = { publish: "published", decline: "declined", remove: "removed" } as const;

/**
 * Decides what becomes of a comment and keeps the decision as a record. The same decision again changes nothing.
 * Throws 404, or 409 `wrong_state` where the commenter has deleted it.
 */
export async function decideComment(act: Act, id: string, input: DecisionInput): Promise<CommentRow> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [comment] = await commentById(act.db, id);
    if (!comment) throw new AppError("not_found", `There is no comment "${id}".`);
    if (comment.status === "deleted")
      throw new AppError("wrong_state", "Its writer has deleted this comment.");
    if (isSame(comment, input) || (await record(act, comment, input))) return await reread(act, id);
  }
  throw new AppError("unavailable", "Others are deciding this comment at this moment. Try again.");
}

function isSame(comment: CommentRow, input: DecisionInput): boolean {
  const last = lastDecision(comment);
  if (!last || comment.status !== OUTCOME[last.decision]) return false;
  return (["decision", "ground", "law", "note"] as const).every((key) => last[key] === input[key]);
}

async function reread({ db }: Act, id: string): Promise<CommentRow> {
  const [comment] = await commentById(db, id);
  if (!comment) throw new Error(`Comment ${id} is gone`);
  return comment;
}

/** False where somebody else decided in between; then nothing is written. */
async function record(act: Act, comment: CommentRow, input: DecisionInput): Promise<boolean> {
  const { db, now, actor } = act;
  const { id, status } = comment;
  const { decision, ground, law, note } = input;
  // Later than the one before, even within a millisecond: `stands` tells two decisions apart by their times.
  const at = Math.max(now, (comment.decidedAt ?? 0) + 1);
  const stands = sql`id = ${id} AND status = ${status} AND decided_at IS ${comment.decidedAt}`;
  const rows = sql`FROM ${comments} WHERE ${stands}`;
  const waitMs = status === "pending" ? now - comment.createdAt : null;
  const data = { article: { id: comment.article }, wasPublished: status === "published" };
  const [, , , , won] = await db.batch([
    recordEvent(act, { type: `comment.${OUTCOME[decision]}`, subject: id, data }, rows),
    auditEntry(act, { action: `comment.${decision}`, subject: id, detail: { ground } }, rows),
    db
      .insert(decisions)
      .select(
        sql`SELECT NULL, ${id}, ${decision}, ${ground}, ${law}, ${note}, ${actor.name}, ${waitMs}, ${at} ${rows}`,
      ),
    db
      .update(commenters)
      .set({ standing: "previewed" })
      .where(
        and(
          eq(commenters.id, comment.commenter),
          eq(commenters.standing, "new"),
          sql`${decision} = 'publish' AND EXISTS (SELECT 1 ${rows})`,
        ),
      ),
    db
      .update(comments)
      .set({ status: OUTCOME[decision], decidedAt: at })
      .where(stands)
      .returning({ id: comments.id }),
  ]);
  return won.length === 1;
}
