import * as z from "zod";
import { partsOf, periodFacts, publishedIn } from "../articles/archive.ts";
import { cardsFrom } from "../articles/article.ts";
import {
  DAY_PATH,
  dayParams,
  MONTH_PATH,
  monthParams,
  YEAR_PATH,
  yearParams,
} from "../articles/article-path.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { archiveTag } from "../edge/tags.ts";
import { ArchivePartView } from "./archive-part-view.tsx";
import { beginningOf, emptyPeriod, listedTags, pageOfCards } from "./lists.ts";

interface PeriodParams {
  year: string;
  month?: string;
  day?: string;
}

interface PartOfArchive {
  id: string;
  path: string;
  summary: string;
  params: z.ZodType<PeriodParams>;
  /** Articles on one page of it. */
  limit: number;
}

/** A year, month or day of the archive: its parts with their numbers, and its articles, newest first. */
function archivePart({ limit, ...declaration }: PartOfArchive) {
  return page(
    { ...declaration, query: z.object({ before: z.string().optional() }), cache: PAGE },
    {
      read: async ({ db, c, params: { year, month, day }, query }) => {
        const period = [year, month, day].filter((part) => part !== undefined).join("/");
        const before = await beginningOf(c.env, `/${period}`, query);
        const [chromeRows, [facts], parts, rows] = await db.batch([
          chromeStatement(db),
          periodFacts(db, period),
          partsOf(db, period),
          publishedIn(db, period, { limit: limit + 1, before }),
        ]);
        const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
        if (!facts?.articles) return emptyPeriod(chrome, [archiveTag(period)]);
        const cards = { rows: cardsFrom(rows, chrome.sections), limit };
        const list = await pageOfCards(c.env, `/${period}`, cards);
        return { chrome, period, ...facts, articles: facts.articles, parts, ...list, isFirstPage: !before };
      },
      tags: ({ period, stories }) => [archiveTag(period), ...listedTags(stories)],
      draw: (part) => <ArchivePartView {...part} />,
    },
  );
}

export const yearPage = archivePart({
  id: "yearPage",
  path: YEAR_PATH,
  summary: "A year of the archive: its months and the number of their articles.",
  params: yearParams,
  limit: 0,
});

export const monthPage = archivePart({
  id: "monthPage",
  path: MONTH_PATH,
  summary:
    "A month of the archive: its days and the number of their articles, and the articles, newest first.",
  params: monthParams,
  limit: 20,
});

export const dayPage = archivePart({
  id: "dayPage",
  path: DAY_PATH,
  summary: "A day of the archive: its articles, newest first.",
  params: dayParams,
  limit: 30,
});
