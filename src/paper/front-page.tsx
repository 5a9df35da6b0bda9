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
        newestBySection(db, STORIES_A_BLOCK + 1 + SECONDS),
        publishedOfKind(db, "brief", { limit: RAIL_BRIEFS + 1 }),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      const [lead, ...seconds] = cardsFrom(top, chrome.sections);
      const blocks = blocksOf(
        chrome.sections,
        cardsFrom(bySection, chrome.sections),
        new Set(top.map((story) => story.id)),
      );
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

/** One block a section, without what stands above; sections with nothing to show are left out. */
function blocksOf(sections: { slug: string; name: string }[], stories: Card[], shown: Set<string>) {
  return sections
    .map((section) => ({
      section,
      stories: stories
        .filter((s) => s.section === section.slug && !shown.has(s.id))
        .slice(0, STORIES_A_BLOCK),
    }))
    .filter((block) => block.stories.length > 0);
}
