import { AppError } from "../errors.ts";
import { type Act, covers } from "../http/actor.ts";
import type { Article } from "./article.ts";
import { asWritten } from "./json.ts";
import { picturesIn } from "./links.ts";
import { currentPlace } from "./place.ts";
import { revisionConflict } from "./precondition.ts";
import { forgetPreview } from "./preview.ts";
import { removePictures } from "./removed-pictures.ts";
import { getArticle } from "./store.ts";
import { commitRevision } from "./write.ts";

interface Removal {
  id: string;
  tags: string[];
  reason: string;
  /** The law that demands it. */
  law: string;
  body: unknown;
}

/**
 * Takes a story away for legal reasons: from now on its addresses, and those of pictures that only it used, answer 451
 * (RFC 7725). Throws 403 (a publisher's), 404, 409 (never public), 412.
 */
export async function removeArticle(act: Act, { id, tags, body, ...grounds }: Removal): Promise<Article> {
  if (!covers(act.actor.role, "publisher"))
    throw new AppError("forbidden", "Only a publisher may remove an article for legal reasons; withdraw it.");
  const article = await getArticle(act.db, id, act.actor);
  if (!tags.includes(String(article.revision))) throw await revisionConflict(act, { article, tags, body });
  const { reason, law } = grounds;
  if (article.status === "removed" && article.reason === reason && article.law === law) return article;
  if (article.path === null)
    throw new AppError("wrong_state", `A ${article.status} article was never public. Delete it instead.`);
  const place = currentPlace(article);
  const won = await commitRevision(act, {
    article,
    set: { status: "removed", reason, law },
    content: asWritten(article),
    signature: article,
    minor: false,
    event: { type: "article.removed", data: { article: place, before: place, media: picturesIn(article) } },
    action: "article.remove",
    also: (rows) => [removePictures(act, id, rows), forgetPreview(act, id, rows)],
  });
  if (!won) throw await revisionConflict(act, { article, tags, body });
  return await getArticle(act.db, id, act.actor);
}
