import type { Article } from "../../articles/article.ts";
import { createArticle, isTwin } from "../../articles/create-article.ts";
import { describePicture } from "../../articles/describe-picture.ts";
import { type ArticleInput, OLDEST } from "../../articles/input.ts";
import { publishArticle, putOnPaper } from "../../articles/publish-article.ts";
import { putAuthor } from "../../articles/put-author.ts";
import { reviseArticle } from "../../articles/revise-article.ts";
import { scheduleArticle } from "../../articles/schedule-article.ts";
import { unscheduleArticle } from "../../articles/unschedule-article.ts";
import { withdrawArticle } from "../../articles/withdraw-article.ts";
import { AppError } from "../../errors.ts";
import type { Act } from "../../http/actor.ts";
import type { SiteFacts } from "../../http/route.ts";
import type { Item } from "./kind.ts";
import { type Piece, readPiece } from "./pieces.ts";
import type { Source } from "./source.ts";
import type { Wording } from "./wording.ts";

/** Editors who change the same article at the same moment; each round one of them is done. */
const MAX_ROUNDS = 30;

/** What an article is to become. */
export interface Aim {
  source: Source;
  site: Pick<SiteFacts, "language" | "timeZone">;
  item: Item;
  /** As it is held: whoever holds it by now brings the article there, and nobody else. */
  claimed: Piece;
  /** There where an article is to be written. */
  wording?: Wording | undefined;
  input?: ArticleInput | undefined;
}

/** Where it came to: "superseded" where a newer delivery has taken over meanwhile. */
export type Brought = "superseded" | { article: Article | undefined; isChanged: boolean };

/**
 * Brings an article to where its piece says that it is, verb by verb. Before each of them the piece is read in one breath
 * with the article: where it is another's turn by then this one stops, and where the article has changed since the verb
 * refuses. So an older delivery never undoes a newer one, whatever overtakes what. Throws what the verbs throw.
 */
export async function bring(act: Act, aim: Aim): Promise<Brought> {
  let isWorded = aim.wording === undefined;
  let isChanged = false;
  await makeNamed(act, aim);
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const { piece, article } = await readPiece(act.db, aim.claimed);
    if (piece?.turn !== aim.claimed.turn) return "superseded";
    const step = nextStep(act, aim, { article, isWorded });
    if (!step) return { article, isChanged };
    try {
      const revision = (await step())?.revision;
      if (revision === undefined) continue;
      isWorded = true;
      isChanged ||= revision !== article?.revision;
    } catch (error) {
      if (!hasLost(error)) throw error;
    }
  }
  throw new AppError("unavailable", "Too many change this article. Try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** Authors and what is said of pictures that the article needs; made before it, they do no harm without it. */
export async function makeNamed(act: Act, { wording }: Pick<Aim, "wording">): Promise<void> {
  for (const { slug, name } of wording?.newAuthors ?? [])
    await putAuthor(act, slug, { name, email: null, emailPublic: false, bio: "" });
  for (const described of wording?.described ?? []) await describePicture(act, described);
}

interface Now {
  article: Article | undefined;
  isWorded: boolean;
}

/** The verb to be run next; undefined: the article is there. One that lost gives nothing. */
function nextStep(act: Act, aim: Aim, now: Now): (() => Promise<Article | undefined>) | undefined {
  const { article } = now;
  if (aim.wording === undefined) return article && withdrawal(act, aim, article);
  if (!article) return () => creation(act, aim);
  if (!now.isWorded) {
    const { patch } = aim.wording;
    return () => reviseArticle(act, { ...expected(article), patch });
  }
  return aim.source.publish === "publish" ? publication(act, aim, article) : undefined;
}

function expected({ id, revision }: Article) {
  return { id, tags: [String(revision)], body: {} };
}

async function creation(act: Act, { input, site, claimed }: Aim): Promise<Article> {
  if (!input) throw new Error("A new article has no words");
  const origin = { name: claimed.source, externalId: claimed.externalId };
  return await createArticle(act, input, site.language, origin);
}

function withdrawal(act: Act, { item }: Aim, article: Article) {
  const reason = item.why || "Withdrawn by its source.";
  if (article.status === "published") return () => withdrawArticle(act, { ...expected(article), reason });
  if (article.status === "scheduled") return () => unscheduleArticle(act, expected(article));
  return undefined;
}

/**
 * Whether an article stays withdrawn, though it is to come out later: it has its day and its path already, and a schedule
 * would give it others.
 */
export function isKeptAway(
  { now }: Pick<Act, "now">,
  { source, item }: Pick<Aim, "source" | "item">,
  article: Article | undefined,
): boolean {
  const at = momentOf(item) ?? now;
  return source.publish === "publish" && article?.status === "withdrawn" && at > now;
}

function publication(act: Act, aim: Aim, article: Article) {
  const { timeZone } = aim.site;
  const { status, scheduledFor, publishedAt } = article;
  const at = momentOf(aim.item);
  if (status === "published" || isKeptAway(act, aim, article)) return undefined;
  if (at !== undefined && at > act.now)
    return scheduledFor === at ? undefined : () => scheduleArticle(act, { ...expected(article), at });
  if (publishedAt !== null || at === undefined)
    return () => publishArticle(act, { ...expected(article), timeZone });
  return async () => {
    const hasWon = await putOnPaper(act, article, { publishedAt: at, timeZone });
    return hasWon ? { ...article, revision: article.revision + 1 } : undefined;
  };
}

/** When it is to come out, or came out; a path has a year of four digits. */
function momentOf({ article }: Item): number | undefined {
  const at = article?.publishAt ?? Number.NaN;
  return at >= OLDEST ? at : undefined;
}

function hasLost(error: unknown): boolean {
  return isTwin(error) || (error instanceof AppError && error.code === "revision_conflict");
}
