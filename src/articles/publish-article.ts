import { isUniqueViolation } from "../db.ts";
import { AppError, invalidField } from "../errors.ts";
import { type Act, covers } from "../http/actor.ts";
import type { Article, Signature } from "./article.ts";
import { freePath, MAX_NAMESAKES, slugOf, tooManyNamesakes } from "./free-path.ts";
import { asWritten } from "./json.ts";
import { picturesIn } from "./links.ts";
import { currentPlace } from "./place.ts";
import { revisionConflict } from "./precondition.ts";
import { getReferences, refuseUnpublishable } from "./references.ts";
import { returnPictures } from "./removed-pictures.ts";
import { getArticle } from "./store.ts";
import { commitRevision } from "./write.ts";

interface Publication {
  id: string;
  tags: string[];
  /** Milliseconds, in the past; a publisher may backdate. */
  at?: number | undefined;
  /** IANA name of the site's zone: its day is in the path. */
  timeZone: string;
  /** What was sent, for an orphan. */
  body: unknown;
}

/**
 * Publishes an article, or brings back a withdrawn one; already published and no other date: nothing changes.
 * Throws 404, 403 (backdating is a publisher's), 409 (not ready), 412, 422 (a date to come).
 */
export async function publishArticle(act: Act, publication: Publication): Promise<Article> {
  const { id, tags, at, timeZone, body } = publication;
  refuseDate(act, at);
  const article = await getArticle(act.db, id, act.actor);
  if (!tags.includes(String(article.revision))) throw await revisionConflict(act, { article, tags, body });
  refuseReturn(act, article);
  if (article.status === "published" && (at === undefined || at === article.publishedAt)) return article;
  const publishedAt = at ?? article.publishedAt ?? act.now;
  if (!(await putOnPaper(act, article, { publishedAt, timeZone })))
    throw await revisionConflict(act, { article, tags, body });
  return await getArticle(act.db, id, act.actor);
}

/**
 * Publishes an article as it was read, under the first path that is free; `publishedAt` in milliseconds. False: it has
 * another revision by now, and nothing was written. Throws 409 where it is not ready.
 */
export async function putOnPaper(
  act: Act,
  article: Article,
  { publishedAt, timeZone }: { publishedAt: number; timeZone: string },
): Promise<boolean> {
  const input = asWritten(article);
  const references = await getReferences(act.db, input, article);
  const removed = references.removed.filter(({ removedWith }) => removedWith !== article.id);
  refuseUnpublishable(input, { ...references, removed });
  const directory = article.kind === "page" ? "/" : `/${dayPath(publishedAt, timeZone)}/`;
  for (let n = 1; n <= MAX_NAMESAKES; n++) {
    const path = article.path ?? (await freePath(act.db, { article, slug: article.slug, directory, n }));
    if (path === undefined) continue;
    const outcome = await tryPublish(act, article, { path, publishedAt, signature: references });
    if (outcome !== "taken") return outcome === "won";
  }
  throw tooManyNamesakes();
}

function refuseDate({ now, actor }: Act, at: number | undefined): void {
  if (at === undefined) return;
  if (at > now) throw invalidField("at", "in_the_future", "A time in the past is needed.");
  if (!covers(actor.role, "publisher")) throw new AppError("forbidden", "Only a publisher may backdate.");
}

/** What was removed for legal reasons comes back only by a publisher. */
function refuseReturn({ actor }: Act, { status }: Article): void {
  if (status === "removed" && !covers(actor.role, "publisher"))
    throw new AppError("forbidden", "It was removed for legal reasons: only a publisher may bring it back.");
}

/** "2016/11/30": the day in the site's zone. */
function dayPath(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}/${part("month")}/${part("day")}`;
}

/** The pictures that were removed with it are shown again, and purged with it. */
function picturesBack(article: Article) {
  return article.status === "removed" ? { media: picturesIn(article) } : {};
}

async function tryPublish(
  act: Act,
  article: Article,
  place: { path: string; publishedAt: number; signature: Signature },
): Promise<"won" | "lost" | "taken"> {
  const { path, publishedAt } = place;
  const slug = slugOf(path);
  const published = { ...article, path, publishedAt };
  try {
    const won = await commitRevision(act, {
      article,
      set: { status: "published", path, slug, publishedAt, reason: null, law: null },
      content: { ...asWritten(article), slug },
      signature: place.signature,
      minor: false,
      event: {
        type: "article.published",
        data: { article: currentPlace(published), before: currentPlace(article), ...picturesBack(article) },
      },
      action: "article.publish",
      also: (rows) => (article.status === "removed" ? [returnPictures(act, article.id, rows)] : []),
    });
    return won ? "won" : "lost";
  } catch (error) {
    if (isUniqueViolation(error, "articles.path")) return "taken";
    throw error;
  }
}
