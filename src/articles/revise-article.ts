import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { isUniqueViolation } from "../db.ts";
import { AppError } from "../errors.ts";
import type { Act, Actor } from "../http/actor.ts";
import { covers } from "../http/actor.ts";
import { mergePatch } from "../http/merge-patch.ts";
import { check } from "../http/validate.ts";
import type { Article } from "./article.ts";
import { renderInput } from "./body.ts";
import { directoryOf, freePath, MAX_NAMESAKES, slugOf, tooManyNamesakes } from "./free-path.ts";
import { articleInput } from "./input.ts";
import { asWritten } from "./json.ts";
import { currentPlace, placeOf } from "./place.ts";
import { revisionConflict } from "./precondition.ts";
import { getReferences, mustStayPublishable, type References, refuseUnpublishable } from "./references.ts";
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
  const wanted = revisedInput(article, changes);
  for (let n = 1; n <= MAX_NAMESAKES; n++) {
    const place = await placeAfter(act, article, { wanted, n });
    if (!place) continue;
    const input = { ...wanted, slug: place.slug };
    if (isDeepStrictEqual(input, asWritten(article))) return article;
    const references = await getReferences(act.db, input, article);
    if (mustStayPublishable(article)) refuseUnpublishable(input, references);
    const outcome = await tryRevision(act, article, { input, references, isMinor, path: place.path });
    if (outcome === "lost") throw await revisionConflict(act, { article, tags, body: patch });
    if (outcome === "won") return await getArticle(act.db, id, act.actor);
  }
  throw tooManyNamesakes();
}

/** What the patch makes of the article. Throws 422, or 409 where it would give it an address of another kind. */
function revisedInput(article: Article, changes: Record<string, unknown>) {
  const merged = check(articleInput, mergePatch(asWritten(article), changes));
  const isOtherKind = (merged.kind === "page") !== (article.kind === "page");
  if (article.path !== null && isOtherKind)
    throw new AppError("wrong_state", "What has been published stays a page, or an article that is none.");
  if (article.status === "removed" && merged.slug !== article.slug)
    throw new AppError("wrong_state", "What was removed for legal reasons keeps its address.");
  return { ...merged, language: merged.language ?? article.language };
}

type Input = ReturnType<typeof revisedInput>;

/** Where it stands after the edit: of what has an address, a new slug changes the path, within its day. Undefined: taken. */
async function placeAfter(act: Act, article: Article, { wanted, n }: { wanted: Input; n: number }) {
  const { slug, kind, headline } = wanted;
  if (article.path === null || slug === article.slug) return { slug, path: article.path };
  const named = { id: article.id, kind, headline };
  const path = await freePath(act.db, { article: named, slug, directory: directoryOf(article.path), n });
  return path === undefined ? undefined : { slug: slugOf(path), path };
}

async function tryRevision(act: Act, article: Article, next: Next): Promise<"won" | "lost" | "taken"> {
  try {
    return (await commitRevision(act, revisionOf(act, article, next))) ? "won" : "lost";
  } catch (error) {
    if (next.path !== article.path && isUniqueViolation(error, "articles.path")) return "taken";
    throw error;
  }
}

interface Next {
  input: Input;
  path: string | null;
  references: References;
  isMinor: boolean;
}

/** The next revision of an article: what it says from now on, where, and the event. */
export function revisionOf(
  act: Act,
  article: Article,
  { input, references, isMinor, path }: Next,
): NextRevision {
  const isPublic = article.status === "published";
  const hasMoved = path !== article.path;
  const places = {
    article: placeOf(path, article.id, input, references),
    before: currentPlace(article),
  };
  return {
    article,
    set: {
      ...contentColumns(input, renderInput(input, references)),
      ...(hasMoved ? { path } : {}),
      ...(isPublic && !isMinor ? { modifiedAt: act.now } : {}),
    },
    content: input,
    signature: references,
    minor: isMinor,
    event: {
      type: isPublic ? "article.updated" : "article.saved",
      data: isPublic || hasMoved ? places : {},
    },
    action: "article.revise",
  };
}

/** Throws 403 where a writer would touch what is not their own, or no draft any more. */
export function refuseForeignDraft(actor: Actor, article: Article): void {
  if (covers(actor.role, "editor")) return;
  if (article.createdBy !== actor.id)
    throw new AppError("forbidden", "A writer may change their own drafts only.");
  if (article.status !== "draft")
    throw new AppError("forbidden", "What is scheduled or was published is changed by an editor.");
}
