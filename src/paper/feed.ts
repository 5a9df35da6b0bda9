import { generateRssFeed } from "feedsmith";
import { type Article, articleFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { wholeStories } from "../articles/store.ts";
import { PAGE } from "../edge/policy.ts";
import { FRONT, LAYOUT, storyTag } from "../edge/tags.ts";
import { cacheHeaders, finished } from "../http/respond.ts";
import { open } from "../http/route.ts";

const STORIES_IN_FEED = 15;

export const rssFeed = open(
  "page",
  {
    id: "rssFeed",
    method: "GET",
    path: "/feed.xml",
    summary: "The newest stories, whole, as RSS 2.0.",
    cache: PAGE,
  },
  async ({ db, c }) => {
    const [chromeRows, rows] = await db.batch([
      chromeStatement(db),
      wholeStories(db, { limit: STORIES_IN_FEED }),
    ]);
    const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
    const stories = rows.map(articleFrom);
    const tags = [LAYOUT, FRONT, ...stories.map((story) => storyTag(story.id))];
    const headers = {
      ...cacheHeaders(PAGE, tags),
      "Content-Type": "application/rss+xml; charset=utf-8",
      "Last-Modified": new Date(chrome.changedAt).toUTCString(),
    };
    return await finished(rssOf(chrome, stories), {
      status: 200,
      headers,
      ifNoneMatch: c.req.header("If-None-Match"),
    });
  },
);

function rssOf({ settings }: SiteChrome, stories: Article[]): string {
  const { name, tagline, url, language } = settings;
  return generateRssFeed({
    title: name,
    link: `${url}/`,
    description: tagline || name,
    language,
    lastBuildDate: new Date(newestChange(stories)),
    atom: { links: [{ href: `${url}/feed.xml`, rel: "self", type: "application/rss+xml" }] },
    items: stories.map((story) => itemOf(story, url)),
  });
}

/** Of what the feed shows: a draft being saved must not change it. */
function newestChange(stories: Article[]): number {
  return Math.max(0, ...stories.map((story) => story.modifiedAt ?? story.publishedAt ?? 0));
}

function itemOf(story: Article, siteUrl: string) {
  const { id, path, headline, standfirst, bodyHtml, publishedAt, sectionName, authors, topics } = story;
  const names = [...(sectionName ? [sectionName] : []), ...topics.map((topic) => topic.name)];
  return {
    title: headline,
    link: siteUrl + encodeURI(path ?? "/"),
    guid: { value: `urn:uuid:${id}`, isPermaLink: false },
    pubDate: new Date(publishedAt ?? 0),
    description: standfirst,
    categories: names.map((category) => ({ name: category })),
    dc: { creators: authors.map((author) => author.name) },
    content: { encoded: absolute(bodyHtml, siteUrl) },
  };
}

/** Our own addresses made whole: a feed is read elsewhere. The body is clean, so its tags have one form. */
function absolute(bodyHtml: string, siteUrl: string): string {
  return bodyHtml.replace(/<[^>]+>/g, (tag) => tag.replace(/ (href|src)="\/(?!\/)/g, ` $1="${siteUrl}/`));
}
