import * as z from "zod";
import { articleFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { wholeOfKind } from "../articles/store.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { BRIEFS, storyTag } from "../edge/tags.ts";
import { listPage, readCursor } from "../http/cursor.ts";
import { BriefsView } from "./briefs-view.tsx";
import { positionOf } from "./lists.ts";

const LIST = "briefs";
const BRIEFS_A_PAGE = 20;

export const briefsPage = page(
  {
    id: "briefsPage",
    path: "/in-short",
    summary: "The briefs, newest first.",
    query: z.object({ before: z.string().optional() }),
    cache: PAGE,
  },
  {
    read: async ({ db, c, query }) => {
      const before = query.before === undefined ? undefined : await readCursor(c.env, LIST, query.before);
      const [chromeRows, rows] = await db.batch([
        chromeStatement(db),
        wholeOfKind(db, "brief", { limit: BRIEFS_A_PAGE + 1, before }),
      ]);
      const list = { rows: rows.map(articleFrom), limit: BRIEFS_A_PAGE, positionOf };
      const { items, nextCursor } = await listPage(c.env, LIST, list);
      const older = nextCursor && `/in-short?before=${nextCursor}`;
      return { chrome: chromeFrom(chromeRows[0], c.env.SITE_URL), briefs: items, older };
    },
    tags: ({ briefs }) => [BRIEFS, ...briefs.map((brief) => storyTag(brief.id))],
    draw: (list) => <BriefsView {...list} />,
  },
);
