import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import type { Article } from "./article.ts";
import { asWritten } from "./json.ts";
import { currentPlace } from "./place.ts";
import { revisionConflict } from "./precondition.ts";
import { getArticle } from "./store.ts";
import { commitRevision } from "./write.ts";

interface Withdrawal {
  id: string;
  tags: string[];
  reason: string;
  body: unknown;
}

/** Takes a published article off the paper: from now on its path answers 410. Throws 404, 409 (not published), 412. */
export async function withdrawArticle(act: Act, { id, tags, reason, body }: Withdrawal): Promise<Article> {
  const article = await getArticle(act.db, id, act.actor);
  if (!tags.includes(String(article.revision))) throw await revisionConflict(act, { article, tags, body });
  if (article.status === "withdrawn" && article.reason === reason) return article;
  if (article.status !== "published" && article.status !== "withdrawn")
    throw new AppError(
      "wrong_state",
      `A ${article.status} article can't be withdrawn; only a published one can.`,
    );
  const place = currentPlace(article);
  const won = await commitRevision(act, {
    article,
    set: { status: "withdrawn", reason },
    content: asWritten(article),
    signature: article,
    minor: false,
    event: { type: "article.withdrawn", data: { article: place, before: place } },
    action: "article.withdraw",
  });
  if (!won) throw await revisionConflict(act, { article, tags, body });
  return await getArticle(act.db, id, act.actor);
}
