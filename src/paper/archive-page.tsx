import * as z from "zod";
import { cardsFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { publishedOfKind, publishedStories } from "../articles/store.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { FRONT } from "../edge/tags.ts";
import { listPage, readCursor } from "../http/cursor.ts";
import { localeOf } from "../ui/chrome.ts";
import { words } from "../ui/words.ts";
import { borrowedTags, listedTags, positionOf, RAIL_BRIEFS, railFrom, SECTION_STORIES } from "./lists.ts";
import { SectionView } from "./section-view.tsx";

const LIST = "archive";

export const archivePage = page(
  {
    id: "archivePage",
    path: "/archive",
    summary: "Every story, newest first.",
    query: z.object({ before: z.string().optional() }),
    cache: PAGE,
  },
  {
    read: async ({ db, c, query }) => {
      const before = query.before === undefined ? undefined : await readCursor(c.env, LIST, query.before);
      const [chromeRows, rows, briefs] = await db.batch([
        chromeStatement(db),
        publishedStories(db, { limit: SECTION_STORIES + 1, before }),
        publishedOfKind(db, "brief", { limit: RAIL_BRIEFS + 1 }),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      const list = { rows: cardsFrom(rows, chrome.sections), limit: SECTION_STORIES, positionOf };
      const { items, nextCursor } = await listPage(c.env, LIST, list);
      const older = nextCursor && `/archive?before=${nextCursor}`;
      return { chrome, stories: items, older, rail: railFrom(briefs), isFirstPage: !before };
    },
    tags: ({ stories, rail }) => [FRONT, ...listedTags(stories), ...borrowedTags(rail)],
    draw: (list) => {
      const { archive } = words(localeOf(list.chrome).language);
      return <SectionView {...list} section={{ slug: "archive", name: archive, description: "" }} />;
    },
  },
);
