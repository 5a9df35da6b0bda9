import * as z from "zod";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import {
  publishedInMonth,
  publishedMonths,
  publishedSince,
  standingPages,
} from "../articles/machine-reads.ts";
import type { Absent } from "../edge/page.tsx";
import { archiveTag, FRONT } from "../edge/tags.ts";
import { AppError } from "../errors.ts";
import type { Route } from "../http/route.ts";
import { addressOf } from "./addresses.ts";
import { changedAt } from "./feed-item.tsx";
import { machinePage } from "./machine-page.ts";
import { newsSitemapXml, sitemapIndexXml, sitemapXml } from "./sitemap-xml.ts";

const TYPE = "application/xml";
const NEWS_AGE_MS = 48 * 60 * 60 * 1_000;

/*
 * A sitemap names more stories than an answer may have tags, so it does not carry each story's: whatever is published,
 * changed or withdrawn purges the archive's tags of its year, month and day, and the archive's own.
 */
const index = machinePage(
  { id: "sitemapIndex", path: "/sitemap.xml", summary: "The sitemap of sitemaps." },
  {
    type: TYPE,
    read: async ({ db, c }) => {
      const [chromeRows, months] = await db.batch([chromeStatement(db), publishedMonths(db)]);
      return { chrome: chromeFrom(chromeRows[0], c.env.SITE_URL), months };
    },
    tags: () => [archiveTag("")],
    write: ({ chrome, months }) => {
      const names = ["news", "pages", ...months.map(({ period }) => period.replace("/", "-")).toSorted()];
      return sitemapIndexXml(names.map((name) => ({ loc: `${chrome.settings.url}/sitemaps/${name}.xml` })));
    },
  },
);

const news = machinePage(
  { id: "newsSitemap", path: "/sitemaps/news.xml", summary: "What was published in the last 48 hours." },
  {
    type: TYPE,
    read: async ({ db, c, now }) => {
      const [chromeRows, stories] = await db.batch([
        chromeStatement(db),
        publishedSince(db, now - NEWS_AGE_MS),
      ]);
      return { chrome: chromeFrom(chromeRows[0], c.env.SITE_URL), stories };
    },
    tags: () => [FRONT, archiveTag("")],
    write: ({ chrome: { settings }, stories }) => {
      const listed = stories.map(({ path, publishedAt, headline, language }) => ({
        loc: addressOf(settings.url, path),
        headline,
        language,
        publishedAt: publishedAt ?? 0,
      }));
      return newsSitemapXml(listed, settings.name);
    },
  },
);

const pages = machinePage(
  { id: "pagesSitemap", path: "/sitemaps/pages.xml", summary: "Front page, sections and standing pages." },
  {
    type: TYPE,
    read: async ({ db, c }) => {
      const [chromeRows, standing] = await db.batch([chromeStatement(db), standingPages(db)]);
      return { chrome: chromeFrom(chromeRows[0], c.env.SITE_URL), standing };
    },
    tags: () => [archiveTag("")],
    write: ({ chrome: { settings, sections }, standing }) =>
      sitemapXml([
        ...["/", ...sections.map(({ slug }) => `/${slug}`), "/in-short", "/archive"].map((path) => ({
          loc: addressOf(settings.url, path),
        })),
        ...standing.map((page) => ({ loc: addressOf(settings.url, page.path), changedAt: changedAt(page) })),
      ]),
  },
);

interface Month {
  chrome: SiteChrome;
  /** "2016/11" */
  period: string;
  stories: Awaited<ReturnType<typeof publishedInMonth>>;
}

const MONTH_FILE = /^(\d{4})-(0[1-9]|1[0-2])\.xml$/;

const month = machinePage(
  {
    id: "monthSitemap",
    path: "/sitemaps/:period{[0-9]{4}-[0-9]{2}\\.xml}",
    summary: "Everything that was published in a month, such as 2016-11.xml.",
    params: z.object({ period: z.string().regex(MONTH_FILE) }),
  },
  {
    type: TYPE,
    read: async ({ db, c, params }): Promise<Month | Absent> => {
      const period = params.period.slice(0, "2016-11".length).replace("-", "/");
      const [chromeRows, stories] = await db.batch([chromeStatement(db), publishedInMonth(db, period)]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      if (stories.length > 0) return { chrome, period, stories };
      const absent = new AppError("not_found", `Nothing was published in ${period}.`);
      return { absent, chrome, tags: [archiveTag(period)] };
    },
    tags: ({ period }) => [archiveTag(period)],
    changedAt: ({ stories }) => stories.reduce((latest, story) => Math.max(latest, changedAt(story)), 0),
    write: ({ chrome: { settings }, stories }) =>
      sitemapXml(
        stories.map((story) => ({ loc: addressOf(settings.url, story.path), changedAt: changedAt(story) })),
      ),
  },
);

/** The sitemaps: an index of what is new, what always stands, and each month. */
export const sitemaps: readonly Route[] = [index, news, pages, month];
