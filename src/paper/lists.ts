import { absenceOf } from "../articles/absence.ts";
import { type Article, type Card, cardsFrom } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import type { newestStories } from "../articles/store.ts";
import type { Absent } from "../edge/page.tsx";
import { borrowedTag, storyTag } from "../edge/tags.ts";
import type { Position } from "../http/cursor.ts";

type CardRow = Awaited<ReturnType<typeof newestStories>>[number];

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

/** What stands in the place of a story that is not (or no longer) public. */
export function absentStory(article: Article, chrome: SiteChrome): Absent {
  return { absent: absenceOf(article, chrome.settings.url), chrome, tags: [storyTag(article.id)] };
}
