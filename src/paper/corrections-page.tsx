import * as z from "zod";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { newestCorrections } from "../articles/lists-of.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { CORRECTIONS, storyTag } from "../edge/tags.ts";
import { listPage } from "../http/cursor.ts";
import { CorrectionsView } from "./corrections-view.tsx";
import { beginningOf } from "./lists.ts";

const PATH = "/corrections";
const CORRECTIONS_A_PAGE = 20;

export const correctionsPage = page(
  {
    id: "correctionsPage",
    path: PATH,
    summary: "All corrections, newest first, each with its article.",
    query: z.object({ before: z.string().optional() }),
    cache: PAGE,
  },
  {
    read: async ({ db, c, query }) => {
      const before = await beginningOf(c.env, PATH, query);
      const [chromeRows, rows] = await db.batch([
        chromeStatement(db),
        newestCorrections(db, { limit: CORRECTIONS_A_PAGE + 1, before }),
      ]);
      const positionOf = ({ createdAt, id }: (typeof rows)[number]) => ({ at: createdAt, id });
      const { items, nextCursor } = await listPage(c.env, PATH, {
        rows,
        limit: CORRECTIONS_A_PAGE,
        positionOf,
      });
      const older = nextCursor && `${PATH}?before=${nextCursor}`;
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      return { chrome, corrections: items, older, isFirstPage: !before };
    },
    tags: ({ corrections }) => [CORRECTIONS, ...corrections.map(({ articleId }) => storyTag(articleId))],
    draw: (list) => <CorrectionsView {...list} />,
  },
);
