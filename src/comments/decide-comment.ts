import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import type { DecisionInput } from "./input.ts";
import { recordDecisions } from "./record-decisions.ts";
import { type CommentRow, commentsById, lastDecision } from "./store.ts";
import { OUTCOME, outcomesOf, type Verdict } from "./verdict.ts";

const ATTEMPTS = 5;
/**
 * Decides what becomes of comments and keeps each decision as a record, all of them or, where one can't be decided, none.
 * The same decision again changes nothing. Gives the comments as they stand then, in the order of the verdicts.
 * Throws 404, or 409 `wrong_state` where the commenter has deleted one.
 */
export async function decideComments(act: Act, verdicts: readonly Verdict[]): Promise<CommentRow[]> {
  const ids = verdicts.map(({ id }) => id);
  for (let attempt = 0; attempt <= ATTEMPTS; attempt++) {
    const rows = await commentsById(act.db, ids);
    const pairs = verdicts.map((verdict) => ({ verdict, comment: findDecidable(rows, verdict.id) }));
    const open = pairs.filter(
      ({ verdict, comment }) => !isTooLate(comment, verdict) && !isSame(comment, verdict),
    );
    if (open.length === 0) return pairs.map(({ comment }) => comment);
    if (attempt < ATTEMPTS) await recordDecisions(act, open, outcomesOf(verdicts));
  }
  throw new AppError("unavailable", "Others are deciding this comment at this moment. Try again.");
}

/** `decideComments` for one. */
export async function decideComment(act: Act, id: string, input: DecisionInput): Promise<CommentRow> {
  const [row] = await decideComments(act, [{ ...input, id }]);
  if (!row) throw new Error(`Comment ${id} is gone`);
  return row;
}

function findDecidable(rows: readonly CommentRow[], id: string): CommentRow {
  const comment = rows.find((row) => row.id === id);
  if (!comment) throw new AppError("not_found", `There is no comment "${id}".`);
  if (comment.status !== "deleted") return comment;
  throw new AppError("wrong_state", `The writer of comment "${id}" has deleted it.`);
}

/** What people decided meanwhile holds against a machine. */
function isTooLate({ status, decidedAt }: CommentRow, { isAutomatic = false }: Verdict): boolean {
  return isAutomatic && (status !== "pending" || decidedAt !== null);
}

function isSame(comment: CommentRow, verdict: Verdict): boolean {
  const last = lastDecision(comment);
  if (!last || comment.status !== OUTCOME[last.decision]) return false;
  return (["decision", "ground", "law", "note"] as const).every((key) => last[key] === verdict[key]);
}
