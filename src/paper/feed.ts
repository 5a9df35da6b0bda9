import * as z from "zod";
import { type Article, articleFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { introduction, newestFirst, newestWholeOf, type Subject } from "../articles/newest-of.ts";
import { slugInput, topLevelSlug } from "../articles/slug.ts";
import type { Absent } from "../edge/page.tsx";
import { authorTag, FRONT, sectionTag, storyTag, topicTag } from "../edge/tags.ts";
import { AppError } from "../errors.ts";
import type { AppContext, Route } from "../http/route.ts";
import { addressOf } from "./addresses.ts";
import { type Feed, FORMATS, type Format } from "./feed-formats.ts";
import { changedAt, feedItem } from "./feed-item.tsx";
import { machinePage } from "./machine-page.ts";

const STORIES_IN_FEED = 15;

interface Place {
  /** What comes before "/feed.xml". */
  under: (slug: string) => string;
  /** The tag that is purged when something is added. */
  tag: (slug: string) => string;
  params?: z.ZodType<{ slug: string }>;
  whose: string;
}

const PLACES: Record<Subject["of"], Place> = {
  paper: { under: () => "", tag: () => FRONT, whose: "the site" },
  section: {
    under: (slug) => `/${slug}`,
    tag: sectionTag,
    params: z.object({ slug: topLevelSlug }),
    whose: "a section",
  },
  author: {
    under: (slug) => `/authors/${slug}`,
    tag: authorTag,
    params: z.object({ slug: slugInput }),
    whose: "an author",
  },
  topic: {
    under: (slug) => `/topics/${slug}`,
    tag: topicTag,
    params: z.object({ slug: slugInput }),
    whose: "a topic",
  },
};

/** Each feed there is: of the site, of sections, authors and topics, in each format. */
export const feeds: readonly Route[] = (Object.keys(PLACES) as Subject["of"][]).flatMap((of) =>
  FORMATS.map((format) => feedRoute(of, format)),
);

function feedRoute(of: Subject["of"], format: Format): Route {
  const { under, tag, params, whose } = PLACES[of];
  return machinePage(
    {
      id: `${of}${format.name}Feed`,
      path: `${under(":slug")}/${format.file}`,
      summary: `The newest stories of ${whose}, whole, as ${format.name}.`,
      ...(params ? { params } : {}),
    },
    {
      type: format.type,
      read: ({ c, params }) =>
        readFeed(c, of === "paper" ? { of, slug: "" } : { of, slug: params?.slug ?? "" }),
      tags: ({ subject, stories }) => [tag(subject.slug), ...stories.map((story) => storyTag(story.id))],
      write: (found) => format.write(feedOf(found, format)),
      changedAt: newestChange,
    },
  );
}

interface Found {
  chrome: SiteChrome;
  subject: Subject;
  /** What the section, author or topic is called; "" for the whole paper. */
  name: string;
  about: string;
  stories: Article[];
}

async function readFeed(c: AppContext, subject: Subject): Promise<Found | Absent> {
  const { db } = c.var;
  const [chromeRows, rows, [known]] = await db.batch([
    chromeStatement(db),
    newestWholeOf(db, subject, { limit: STORIES_IN_FEED }),
    introduction(db, subject),
  ]);
  const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
  if (known) return { chrome, subject, ...known, stories: newestFirst(rows.map(articleFrom)) };
  const absent = new AppError("not_found", `There is no ${subject.of} "${subject.slug}".`);
  return { absent, chrome, tags: [PLACES[subject.of].tag(subject.slug)] };
}

/** Of what the feed shows, or of the settings as long as it is empty: nothing else may change its bytes. */
function newestChange({ chrome, stories }: Found): number {
  return Math.max(0, ...stories.map(changedAt)) || chrome.settingsChangedAt;
}

function feedOf(found: Found, { file }: Format): Feed {
  const { chrome, subject, about, stories } = found;
  const { name, tagline, url, language } = chrome.settings;
  const under = PLACES[subject.of].under(subject.slug);
  const title = found.name ? `${found.name} — ${name}` : name;
  return {
    title,
    about: about || (found.name ? title : tagline || name),
    page: addressOf(url, under || "/"),
    self: addressOf(url, `${under}/${file}`),
    site: { url, name },
    language,
    updated: new Date(newestChange(found)),
    items: stories.map((story) => feedItem(story, chrome)),
  };
}
