import { type Card, cardsFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { newestBySection, newestStories, publishedOfKind } from "../articles/store.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { FRONT } from "../edge/tags.ts";
import { FrontView } from "./front-view.tsx";
import { borrowedTags, listedTags, RAIL_BRIEFS, railFrom } from "./lists.ts";

const SECONDS = 4;
const STORIES_A_BLOCK = 4;

export const frontPage = page(
  { id: "frontPage", path: "/", summary: "The front page.", cache: PAGE },
  {
    read: async ({ db, c }) => {
      const [chromeRows, top, bySection, briefs] = await db.batch([
        chromeStatement(db),
        newestStories(db, 1 + SECONDS),
        newestBySection(db, { each: STORIES_A_BLOCK, top: 1 + SECONDS }),
        publishedOfKind(db, "brief", { limit: RAIL_BRIEFS + 1 }),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      const [lead, ...seconds] = cardsFrom(top, chrome.sections);
      const blocks = blocksOf(chrome.sections, cardsFrom(bySection, chrome.sections));
      return { chrome, lead, seconds, blocks, rail: railFrom(briefs) };
    },
    tags: ({ lead, seconds, blocks, rail }) => [
      FRONT,
      ...listedTags([...(lead ? [lead] : []), ...seconds, ...blocks.flatMap((block) => block.stories)]),
      ...borrowedTags(rail),
    ],
    draw: (front) => <FrontView {...front} />,
  },
);

/** One block a section, newest first; sections with nothing to show are left out. */
function blocksOf(sections: { slug: string; name: string }[], stories: Card[]) {
  const newestFirst = stories.toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0));
  return sections
    .map((section) => ({ section, stories: newestFirst.filter((story) => story.section === section.slug) }))
    .filter((block) => block.stories.length > 0);
}
