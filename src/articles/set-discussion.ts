import * as z from "zod";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import type { Article } from "./article.ts";
import { asWritten } from "./json.ts";
import { revisionConflict } from "./precondition.ts";
import { getReferences } from "./references.ts";
import { revisionOf } from "./revise-article.ts";
import { COMMENTS_OPENNESS } from "./schema.ts";
import { getArticle } from "./store.ts";
import { commitRevision } from "./write.ts";

const ATTEMPTS = 10;

/** How a discussion is to be. */
export const discussionInput = z.strictObject({ comments: z.enum(COMMENTS_OPENNESS) });
export type Openness = (typeof COMMENTS_OPENNESS)[number];

interface Setting {
  comments: Openness;
  /** Opaque values of If-Match; absent: whatever the article says by now. */
  tags?: string[] | undefined;
}

/**
 * Opens, holds or closes the discussion of an article that was published, by a minor revision of the article: nothing
 * else of it changes, so edits that come between are no conflict. Throws 404, 409 where it was never published, 412 by
 * `tags`, or 503 where it is edited all the time.
 */
export async function setDiscussion(act: Act, id: string, { comments, tags }: Setting): Promise<Article> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const article = await getArticle(act.db, id, act.actor);
    if (article.publishedAt === null)
      throw new AppError("wrong_state", "What was never published has no discussion yet.");
    if (tags && !tags.includes(String(article.revision)))
      throw await revisionConflict(act, { article, tags, body: { comments } });
    if (article.comments === comments) return article;
    const input = { ...asWritten(article), language: article.language, comments };
    const references = await getReferences(act.db, input, article);
    const next = revisionOf(act, article, { input, references, isMinor: true, path: article.path });
    if (await commitRevision(act, { ...next, action: "article.discussion" }))
      return await getArticle(act.db, id, act.actor);
  }
  throw new AppError("unavailable", "This article is being edited. Try again.", {
    headers: { "Retry-After": "1" },
  });
}
