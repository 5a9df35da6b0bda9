import { eq } from "drizzle-orm";
import type { Database } from "../db.ts";
import { byHook } from "../http/actor.ts";
import { decideComments } from "./decide-comment.ts";
import { askHook, type Hook, HookFailed } from "./moderation-hook.ts";
import { commentCounts } from "./schema.ts";
import { type CommentRow, commentById, commentJson } from "./store.ts";

interface Context {
  db: Database;
  now: number;
  requestId: string;
}

/**
 * Asks the operator's moderation about a comment that waits, and writes what it decides. Gives the comment's status then;
 * undefined where it was not decided: it is stored and waits for an editor, so whatever fails is only logged.
 */
export async function moderateAtOnce(
  context: Context,
  hook: Hook,
  { id, siteUrl, commenter }: { id: string; siteUrl: string; commenter: string },
): Promise<CommentRow["status"] | undefined> {
  try {
    const question = await questionOf(context.db, { id, siteUrl, commenter });
    const { decision, ground = null, note = null } = await askHook(hook, question);
    if (decision === "hold") return undefined;
    const verdict = { id, decision, ground: decision === "decline" ? ground : null, law: null, note };
    const [decided] = await decideComments(byHook(context), [{ ...verdict, isAutomatic: true }]);
    return decided?.status;
  } catch (error) {
    const reason = error instanceof HookFailed ? error.message : "our own fault";
    const { requestId } = context;
    console.error(JSON.stringify({ level: "error", message: "moderation hook failed", requestId, reason }));
    return undefined;
  }
}

/** What the hook is told: the comment and the commenter's record; nothing that names a browser or an address. */
async function questionOf(db: Database, { id, siteUrl, commenter }: Parameters<typeof moderateAtOnce>[2]) {
  const [[row], counted] = await db.batch([
    commentById(db, id),
    db
      .select({ status: commentCounts.status, n: commentCounts.n })
      .from(commentCounts)
      .where(eq(commentCounts.of, commenter)),
  ]);
  if (!row) throw new HookFailed("the comment is gone");
  const { article, parentId, name, body, standing } = commentJson(row, siteUrl);
  const counts = Object.fromEntries(counted.map(({ status, n }) => [status, n]));
  return { comment: { id, article, parentId, name, body }, commenter: { standing, counts } };
}
