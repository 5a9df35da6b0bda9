import { type Card, cardsFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { frontCards } from "../articles/front.ts";
import { newestFirst } from "../articles/newest-of.ts";
import type { Database } from "../db.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { FRONT } from "../edge/tags.ts";
import { FrontView } from "./front-view.tsx";
import { borrowedTags, listedTags, RAIL_BRIEFS, railFrom } from "./lists.ts";

const SECONDS = 4;
const STORIES_A_BLOCK = 5;
const SIZES = { top: 1 + SECONDS, block: STORIES_A_BLOCK, rail: RAIL_BRIEFS + 1 };

export const frontPage = page(
  { id: "frontPage", path: "/", summary: "The front page.", cache: PAGE },
  {
    read: ({ db, c }) => readFront(db, c.env.SITE_URL),
    tags: ({ lead, seconds, blocks, rail }) => [
      FRONT,
      ...listedTags([...(lead ? [lead] : []), ...seconds, ...blocks.flatMap((block) => block.stories)]),
      ...borrowedTags(rail),
    ],
    draw: drawFront,
  },
);

/** Everything that the front page shows, in one round trip. `firstUrl` is SITE_URL. */
export async function readFront(db: Database, firstUrl: string) {
  const [chromeRows, rows] = await db.batch([chromeStatement(db), frontCards(db, SIZES)]);
  const chrome = chromeFrom(chromeRows[0], firstUrl);
  const of = (part: (typeof rows)[number]["part"]) => rows.filter((row) => row.part === part);
  const curated = of("curated").toSorted((a, b) => a.place - b.place);
  const filling = newestFirst(of("filling"));
  // Without a chosen lead the newest story leads, before all that is pinned.
  const hasLead = curated[0]?.place === 0;
  const top = hasLead ? [...curated, ...filling] : [...filling.slice(0, 1), ...curated, ...filling.slice(1)];
  const [lead, ...seconds] = cardsFrom(top, chrome.sections);
  const blocks = blocksOf(chrome.sections, cardsFrom(newestFirst(of("section")), chrome.sections));
  return { chrome, lead, seconds, blocks, rail: railFrom(newestFirst(of("brief"))) };
}

export function drawFront(front: Awaited<ReturnType<typeof readFront>>) {
  return <FrontView {...front} />;
}

/** One block a section; sections with nothing to show are left out. */
function blocksOf(sections: { slug: string; name: string }[], stories: Card[]) {
  return sections
    .map((section) => ({ section, stories: stories.filter((story) => story.section === section.slug) }))
    .filter((block) => block.stories.length > 0);
}
