import { AppError } from "../errors.ts";
import type { Act, Actor } from "../http/actor.ts";
import { covers } from "../http/actor.ts";
import { mergePatch } from "../http/merge-patch.ts";
import { check } from "../http/validate.ts";
import type { Article } from "./article.ts";
import { renderBody } from "./body.ts";
import { articleInput } from "./input.ts";
import { asWritten } from "./json.ts";
import { placeOf } from "./place.ts";
import { revisionConflict } from "./precondition.ts";
import { getReferences, refuseUnpublishable } from "./references.ts";
import { getArticle } from "./store.ts";
import { commitRevision, contentColumns } from "./write.ts";

export interface Revision {
  id: string;
  /** Opaque values of If-Match. */
  tags: string[];
  /** JSON Merge Patch, and `minor`. */
  patch: Record<string, unknown>;
}

/**
 * Changes an article by JSON Merge Patch. Throws 404, 403 (not the writer's own draft), 412 with the edit kept as an
 * orphan, 422 (not valid), 409 (a published article must stay publishable).
 */
export async function reviseArticle(act: Act, { id, tags, patch }: Revision): Promise<Article> {
  const article = await getArticle(act.db, id, act.actor);
  refuseForeignDraft(act.actor, article);
  if (!tags.includes(String(article.revision)))
    throw await revisionConflict(act, { article, tags, body: patch });
  const { minor = false, ...changes } = patch;
  const merged = check(articleInput, mergePatch(asWritten(article), changes));
  const input = { ...merged, language: merged.language ?? article.language };
  const references = await getReferences(act.db, input);
  if (article.status === "published") refuseUnpublishable(input, references);
  if (article.path !== null && input.slug !== article.slug)
    throw new AppError("wrong_state", "The slug of an article that has been published stays.");
  const isPublic = article.status === "published";
  const won = await commitRevision(act, {
    id,
    expected: article.revision,
    set: {
      ...contentColumns(input, renderBody(input.body?.format ?? "markdown", input.body?.source ?? "")),
      ...(isPublic && minor !== true ? { modifiedAt: act.now } : {}),
    },
    content: input,
    topics: references.topics,
    minor: minor === true,
    event: {
      type: isPublic ? "article.updated" : "article.saved",
      data: isPublic
        ? {
            article: placeOf(article.path, id, input, references),
            before: placeOf(article.path, id, asWritten(article), article),
          }
        : {},
    },
    action: "article.revise",
  });
  if (!won) throw await revisionConflict(act, { article, tags, body: patch });
  return await getArticle(act.db, id, act.actor);
}

function refuseForeignDraft(actor: Actor, article: Article): void {
  if (covers(actor.role, "editor")) return;
  if (article.createdBy !== actor.id)
    throw new AppError("forbidden", "A writer may change their own drafts only.");
  if (article.status !== "draft")
    throw new AppError("forbidden", "What has been published is changed by an editor.");
}
