import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { AppError } from "../errors.ts";
import type { Act, Actor } from "../http/actor.ts";
import { covers } from "../http/actor.ts";
import { mergePatch } from "../http/merge-patch.ts";
import { check } from "../http/validate.ts";
import type { Article } from "./article.ts";
import { renderInput } from "./body.ts";
import { articleInput } from "./input.ts";
import { asWritten } from "./json.ts";
import { currentPlace, placeOf } from "./place.ts";
import { revisionConflict } from "./precondition.ts";
import { getReferences, type References, refuseUnpublishable } from "./references.ts";
import { getArticle } from "./store.ts";
import { commitRevision, contentColumns, type NextRevision } from "./write.ts";

const minorInput = z.strictObject({ minor: z.boolean().default(false) });

export interface Revision {
  id: string;
  /** Opaque values of If-Match. */
  tags: string[];
  /** JSON Merge Patch, and `minor`. */
  patch: Record<string, unknown>;
}

/**
 * Changes an article by JSON Merge Patch; a patch that changes nothing makes no revision. Throws 404, 403 (not the writer's own draft), 412 with the edit kept as an
 * orphan, 422 (not valid), 409 (what is published or scheduled must stay publishable).
 */
export async function reviseArticle(act: Act, { id, tags, patch }: Revision): Promise<Article> {
  const article = await getArticle(act.db, id, act.actor);
  refuseForeignDraft(act.actor, article);
  if (!tags.includes(String(article.revision)))
    throw await revisionConflict(act, { article, tags, body: patch });
  const { minor, ...changes } = patch;
  const { minor: isMinor } = check(minorInput, minor === undefined ? {} : { minor });
  const input = revisedInput(article, changes);
  if (isDeepStrictEqual(input, asWritten(article))) return article;
  const references = await getReferences(act.db, input);
  if (article.status === "published" || article.status === "scheduled")
    refuseUnpublishable(input, references);
  const next = { input, references, isMinor };
  if (!(await commitRevision(act, revisionOf(act, article, next))))
    throw await revisionConflict(act, { article, tags, body: patch });
  return await getArticle(act.db, id, act.actor);
}

/** What the patch makes of the article. Throws 422, or 409 where it would move what has an address. */
function revisedInput(article: Article, changes: Record<string, unknown>) {
  const merged = check(articleInput, mergePatch(asWritten(article), changes));
  const hasMoved = merged.slug !== article.slug || (merged.kind === "page") !== (article.kind === "page");
  if (article.path !== null && hasMoved)
    throw new AppError(
      "wrong_state",
      "The address of an article that has been published stays: slug, and whether it is a page.",
    );
  return { ...merged, language: merged.language ?? article.language };
}

interface Next {
  input: ReturnType<typeof revisedInput>;
  references: References;
  isMinor: boolean;
}

function revisionOf(act: Act, article: Article, { input, references, isMinor }: Next): NextRevision {
  const isPublic = article.status === "published";
  const places = {
    article: placeOf(article.path, article.id, input, references),
    before: currentPlace(article),
  };
  return {
    article,
    set: {
      ...contentColumns(input, renderInput(input, references)),
      ...(isPublic && !isMinor ? { modifiedAt: act.now } : {}),
    },
    content: input,
    signature: references,
    minor: isMinor,
    event: isPublic ? { type: "article.updated", data: places } : { type: "article.saved", data: {} },
    action: "article.revise",
  };
}

function refuseForeignDraft(actor: Actor, article: Article): void {
  if (covers(actor.role, "editor")) return;
  if (article.createdBy !== actor.id)
    throw new AppError("forbidden", "A writer may change their own drafts only.");
  if (article.status !== "draft")
    throw new AppError("forbidden", "What has been published is changed by an editor.");
}
