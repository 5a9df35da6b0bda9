import { absenceOf } from "../articles/absence.ts";
import { AppError, type ErrorCode, invalidField } from "../errors.ts";
import { foldName } from "../http/fold-name.ts";
import type { SiteFacts } from "../http/route.ts";
import type { CommentInput } from "./input.ts";
import type { OpenArticle } from "./open-article.ts";
import { closedError, openingOf } from "./opening.ts";
import type { commenters } from "./schema.ts";

/** Where a comment is sent. */
export interface Place {
  /** The article's. */
  path: string;
  site: Pick<SiteFacts, "name" | "url" | "timeZone" | "comments">;
}

/** What D1 knows of those that a comment names. */
export interface Known {
  article: OpenArticle | undefined;
  commenter: typeof commenters.$inferSelect | undefined;
  /** Only where it is published. */
  parent: { article: string; parent: string | null } | undefined;
  /** Whether an author's name folds alike. */
  isNamesake: boolean;
}

/** Refuses what filled in the field that people don't see. Throws 422 `automated`. */
export function refuseHiddenField({ website }: CommentInput): void {
  if (!website) return;
  const detail =
    "A hidden field was filled in, perhaps by your browser. Empty the field named website and send again.";
  throw refusedField("automated", "website", detail);
}

/** Refuses what may not be said here, by whom, under this name, or in answer to this. Throws 403, 404, 410, 422, 451. */
export function refuseComment(input: CommentInput, known: Known, { site, now }: Place & { now: number }) {
  const { article, commenter, parent, isNamesake } = known;
  if (article?.status !== "published") throw absenceOf(article, site.url);
  const { closed, backAt } = openingOf(article, site, now);
  if (closed) throw closedError(closed, backAt, now);
  refuseName(input.name, isNamesake, site.name);
  refuseParent(input.parentId, parent, article.id);
  if (commenter?.standing === "blocked")
    throw new AppError("commenter_blocked", "Comments from this browser are not taken any more.");
  return { article, commenter };
}

function refuseName(name: string, isNamesake: boolean, siteName: string): void {
  const folded = foldName(name);
  if (folded === "") throw invalidField("name", "unreadable", "A name needs at least one letter or digit.");
  if (!isNamesake && folded !== foldName(siteName)) return;
  throw refusedField(
    "name_reserved",
    "name",
    "This name belongs to someone at this paper. Choose another one.",
  );
}

function refuseParent(parentId: string | null, parent: Known["parent"], article: string): void {
  if (parentId === null) return;
  if (parent?.article !== article) {
    const detail = "The comment that you reply to is not here any more. Send yours without reply.";
    throw refusedField("unknown_parent", "parentId", detail);
  }
  if (parent.parent === null) return;
  throw refusedField(
    "too_deep",
    "parentId",
    "A reply can't be replied to. Reply to the comment that it answers.",
  );
}

function refusedField(code: ErrorCode, path: string, message: string): AppError {
  return new AppError(code, message, { errors: [{ path, code, message }] });
}
