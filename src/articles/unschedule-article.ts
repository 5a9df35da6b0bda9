import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import type { Article } from "./article.ts";
import { asWritten } from "./json.ts";
import { revisionConflict } from "./precondition.ts";
import { getArticle } from "./store.ts";
import { commitRevision } from "./write.ts";

interface Cancellation {
  id: string;
  tags: string[];
  body: unknown;
}

/**
 * Makes a scheduled article a draft again; a draft stays one. Throws 404, 409 (published before), or 412: the clock, too,
 * may have been faster.
 */
export async function unscheduleArticle(act: Act, { id, tags, body }: Cancellation): Promise<Article> {
  const article = await getArticle(act.db, id, act.actor);
  if (!tags.includes(String(article.revision))) throw await revisionConflict(act, { article, tags, body });
  if (article.status === "draft") return article;
  if (article.status !== "scheduled")
    throw new AppError("wrong_state", `A ${article.status} article can't be a draft again. Withdraw it.`);
  const won = await commitRevision(act, {
    article,
    set: { status: "draft" },
    content: asWritten(article),
    signature: article,
    minor: false,
    event: { type: "article.unscheduled", data: {} },
    action: "article.unschedule",
  });
  if (!won) throw await revisionConflict(act, { article, tags, body });
  return await getArticle(act.db, id, act.actor);
}
