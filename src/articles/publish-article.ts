import { eq } from "drizzle-orm";
import { isUniqueViolation } from "../db.ts";
import { AppError } from "../errors.ts";
import { type Act, covers } from "../http/actor.ts";
import type { Article, Signature } from "./article.ts";
import { asWritten } from "./json.ts";
import { currentPlace } from "./place.ts";
import { revisionConflict } from "./precondition.ts";
import { getReferences, refuseUnpublishable } from "./references.ts";
import { articles, sections } from "./schema.ts";
import { isReserved, numbered, slugify } from "./slug.ts";
import { getArticle } from "./store.ts";
import { commitRevision } from "./write.ts";

const MAX_NAMESAKES = 1_000;

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
  if (article.status === "removed") throw new AppError("wrong_state", "It was removed for legal reasons.");
  if (article.status === "published" && (at === undefined || at === article.publishedAt)) return article;
  const input = asWritten(article);
  const references = await getReferences(act.db, input);
  refuseUnpublishable(input, references);
  const publishedAt = at ?? article.publishedAt ?? act.now;
  for (let n = 1; n <= MAX_NAMESAKES; n++) {
    const path = article.path ?? (await freePath(act, article, { publishedAt, timeZone, n }));
    if (path === undefined) continue;
    const outcome = await tryPublish(act, article, { path, publishedAt, signature: references });
    if (outcome === "lost") throw await revisionConflict(act, { article, tags, body });
    if (outcome === "won") return await getArticle(act.db, id, act.actor);
  }
  throw new AppError("wrong_state", "Too many articles of this day have the same slug. Choose another one.");
}

function refuseDate({ now, actor }: Act, at: number | undefined): void {
  if (at === undefined) return;
  const error = {
    path: "at",
    code: "in_the_future",
    message: "A time in the past is needed; scheduling is not possible yet.",
  };
  if (at > now) throw new AppError("invalid", error.message, { errors: [error] });
  if (!covers(actor.role, "publisher")) throw new AppError("forbidden", "Only a publisher may backdate.");
}

/** The `n`th path that the article could have; undefined where it is taken. */
async function freePath(
  { db }: Act,
  article: Article,
  { publishedAt, timeZone, n }: { publishedAt: number; timeZone: string; n: number },
): Promise<string | undefined> {
  const slug = numbered(article.slug ?? (slugify(article.headline) || article.kind), n);
  const path = article.kind === "page" ? `/${slug}` : `/${dayPath(publishedAt, timeZone)}/${slug}`;
  if (article.kind === "page" && isReserved(slug)) return undefined;
  const [holders, namesakes] = await db.batch([
    db.select({ id: articles.id }).from(articles).where(eq(articles.path, path)),
    db
      .select({ slug: sections.slug })
      .from(sections)
      .where(eq(sections.slug, path.slice(1))),
  ]);
  return holders.length + namesakes.length > 0 ? undefined : path;
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

async function tryPublish(
  act: Act,
  article: Article,
  place: { path: string; publishedAt: number; signature: Signature },
): Promise<"won" | "lost" | "taken"> {
  const { path, publishedAt } = place;
  const slug = path.slice(path.lastIndexOf("/") + 1);
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
        data: { article: currentPlace(published), before: currentPlace(article) },
      },
      action: "article.publish",
    });
    return won ? "won" : "lost";
  } catch (error) {
    if (isUniqueViolation(error, articles)) return "taken";
    throw error;
  }
}
