import { absenceOf } from "../articles/absence.ts";
import { type Article, type Card, cardsFrom } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import type { publishedOfKind } from "../articles/store.ts";
import type { ResultOf } from "../db.ts";
import type { Absent } from "../edge/page.tsx";
import { borrowedTag, storyTag } from "../edge/tags.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { listPage, type Position, readCursor } from "../http/cursor.ts";

type CardRow = ResultOf<typeof publishedOfKind>[number];

export const RAIL_BRIEFS = 5;
export const SECTION_STORIES = 15;

/** The rail: the newest briefs, and whether there are more behind them. */
export interface RailOf {
  briefs: Card[];
  isEnd: boolean;
}

/** The rail from `RAIL_BRIEFS + 1` rows. */
export function railFrom(rows: CardRow[]): RailOf {
  return { briefs: cardsFrom(rows.slice(0, RAIL_BRIEFS), []), isEnd: rows.length <= RAIL_BRIEFS };
}

/** Where a list goes on after this article. */
export function positionOf({ publishedAt, id }: Pick<Card, "publishedAt" | "id">): Position {
  return { at: publishedAt ?? 0, id };
}

/** Tags of stories that the page lists. */
export function listedTags(cards: Card[]): string[] {
  return cards.map((card) => storyTag(card.id));
}

/** Tags of stories that the page only borrows. */
export function borrowedTags(rail: RailOf): string[] {
  return rail.briefs.map((brief) => borrowedTag(brief.id));
}

/** Where the page of a list begins that is asked for; the list is named by its path. Throws 400 `bad_cursor`. */
export async function beginningOf(
  env: Env,
  path: string,
  query: { before?: string | undefined },
): Promise<Position | undefined> {
  return query.before === undefined ? undefined : await readCursor(env, path, query.before);
}

/** One page of a list of cards, from the `limit + 1` rows that were read, and the address of the next page. */
export async function pageOfCards(env: Env, path: string, { rows, limit }: { rows: Card[]; limit: number }) {
  const { items, nextCursor } = await listPage(env, path, { rows, limit, positionOf });
  return { stories: items, older: nextCursor && `${path}?before=${nextCursor}` };
}

/** There is nothing at this address; `tags` name what would change that. */
export function absent(chrome: SiteChrome, message: string, tags: string[]): Absent {
  return { absent: new AppError("not_found", message), chrome, tags };
}

/** A part of the archive in which nothing was published, or nothing is any more. */
export function emptyPeriod(chrome: SiteChrome, tags: string[]): Absent {
  return { absent: new AppError("empty_period", "Nothing was published in this time."), chrome, tags };
}

/** There is no article at this address, and never was. */
export function noArticle(chrome: SiteChrome): Absent {
  return absent(chrome, "There is no article at this address.", []);
}

/** What stands in the place of a story that is not (or no longer) public. */
export function absentStory(
  article: Pick<Article, "id" | "status" | "reason" | "law">,
  chrome: SiteChrome,
): Absent {
  return { absent: absenceOf(article, chrome.settings.url), chrome, tags: [storyTag(article.id)] };
}
