import { everyMonth, latestOfArchive, type Period, parentOf } from "../articles/archive.ts";
import { cardsFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { archiveTag } from "../edge/tags.ts";
import { ArchiveView } from "./archive-view.tsx";
import { listedTags } from "./lists.ts";

const LATEST = 10;

export const archivePage = page(
  {
    id: "archivePage",
    path: "/archive",
    summary: "The archive: years and months with the number of their articles, and the newest.",
    cache: PAGE,
  },
  {
    read: async ({ db, c }) => {
      const [chromeRows, months, rows] = await db.batch([
        chromeStatement(db),
        everyMonth(db),
        latestOfArchive(db, LATEST),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      return { chrome, years: yearsOf(months), latest: cardsFrom(rows, chrome.sections) };
    },
    tags: ({ latest }) => [archiveTag(""), ...listedTags(latest)],
    draw: (archive) => <ArchiveView {...archive} />,
  },
);

/** Months, newest first, as the years that they make up. */
function yearsOf(months: Period[]) {
  const years = [...new Set(months.map(({ period }) => parentOf(period)))];
  return years.map((year) => {
    const own = months.filter(({ period }) => parentOf(period) === year);
    return { year, articles: own.reduce((sum, { articles }) => sum + articles, 0), months: own };
  });
}
