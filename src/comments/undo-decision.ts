import { sql } from "drizzle-orm";
import { command } from "../db.ts";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { commenters, comments, decisions, standings } from "./schema.ts";
import { type CommentRow, commentById, lastDecision } from "./store.ts";
import { OUTCOME } from "./verdict.ts";

/**
 * Takes the last decision on a comment back, and the standing that came with it: the comment is what it was before. The
 * record keeps both. Throws 404, or 409 `wrong_state` where there is no decision, or it was taken back already.
 */
export async function undoDecision(act: Act, id: string): Promise<CommentRow> {
  const [comment] = await commentById(act.db, id);
  if (!comment) throw new AppError("not_found", `There is no comment "${id}".`);
  const last = lastDecision(comment);
  if (last && comment.status === OUTCOME[last.decision] && (await takeBack(act, comment))) {
    const [after] = await commentById(act.db, id);
    if (after) return after;
  }
  throw new AppError("wrong_state", "There is no decision on this comment that could be taken back.");
}

/** False where the last record is no decision, or somebody else decided in between; then nothing is written. */
async function takeBack(act: Act, { id, article, commenter, status, decidedAt }: CommentRow) {
  const { db, now, actor } = act;
  const at = Math.max(now, (decidedAt ?? 0) + 1);
  const rows = sql`FROM ${comments} c
    JOIN ${decisions} d ON d.seq = (SELECT max(seq) FROM ${decisions} WHERE comment = c.id) AND d.decision <> 'undo'
    WHERE c.id = ${id} AND c.status = ${status} AND c.decided_at IS ${decidedAt}`;
  // The commenter's last change of standing, where it came with this decision.
  const changed = sql`FROM ${standings} s
    WHERE s.seq = (SELECT max(seq) FROM ${standings} WHERE commenter = ${commenter})
      AND s.comment = ${id} AND s.at = ${decidedAt} AND EXISTS (SELECT 1 ${rows})`;
  const record = sql`FROM ${decisions} WHERE comment = ${id} AND decision = 'undo' AND at = ${at}`;
  const undone = sql`FROM ${decisions} WHERE comment = ${id} AND decision <> 'undo' ORDER BY seq DESC LIMIT 1`;
  const data = { article: { id: article }, wasPublished: status === "published" };
  const [, , , , , won] = await db.batch([
    recordEvent(act, { type: "comment.reopened", subject: id, data }, rows),
    auditEntry(act, { action: "comment.undo", subject: id }, rows),
    command(
      db,
      sql`UPDATE ${commenters} SET standing = (SELECT s.before ${changed})
      WHERE id = ${commenter} AND EXISTS (SELECT 1 ${changed})`,
    ),
    db.insert(standings).select(sql`
      SELECT NULL, s.commenter, s.standing, s.before, NULL, NULL, ${id}, ${at} ${changed}`),
    db.insert(decisions).select(sql`
      SELECT NULL, c.id, 'undo', NULL, NULL, NULL, ${actor.name}, NULL, ${at}, c.status, c.decision ${rows}`),
    db
      .update(comments)
      .set({
        status: sql`(SELECT status_before ${undone})`,
        decision: sql`(SELECT decision_before ${undone})`,
        decidedAt: at,
      })
      .where(sql`id = ${id} AND decided_at IS ${decidedAt} AND EXISTS (SELECT 1 ${record})`)
      .returning({ id: comments.id }),
  ]);
  return won.length === 1;
}
