import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import RssParser from "rss-parser";

/** A story as a reader of feeds understood it. */
export interface Understood {
  title: string | undefined;
  link: string | undefined;
  /** RFC 3339, to the second: RSS knows no smaller parts. */
  date: string | undefined;
  content: string | undefined;
}

export const FEED_FILES = ["feed.xml", "feed.atom", "feed.json"] as const;

type Read = (text: string) => Understood[] | Promise<Understood[]>;

/** Who reads which format. */
export const READERS: [name: string, file: (typeof FEED_FILES)[number], read: Read][] = [
  ["feedsmith", "feed.xml", readRss],
  ["feedsmith", "feed.atom", readAtom],
  ["feedsmith", "feed.json", readJson],
  ["rss-parser", "feed.xml", readByRssParser],
  ["rss-parser", "feed.atom", readByRssParser],
];

function readRss(text: string): Understood[] {
  const { items = [] } = parseRssFeed(text);
  return items.map(({ title, link, pubDate, content }) => ({
    title,
    link,
    date: dateOf(pubDate),
    content: content?.encoded,
  }));
}

function readAtom(text: string): Understood[] {
  const { entries = [] } = parseAtomFeed(text);
  return entries.map(({ title, links, published, content }) => ({
    title: title?.value,
    link: links?.find(({ rel }) => rel === "alternate")?.href,
    date: dateOf(published),
    content: content?.value,
  }));
}

function readJson(text: string): Understood[] {
  const { items = [] } = parseJsonFeed(text);
  return items.map(({ title, url, date_published, content_html }) => ({
    title,
    link: url,
    date: dateOf(date_published),
    content: content_html,
  }));
}

async function readByRssParser(text: string): Promise<Understood[]> {
  const { items } = await new RssParser().parseString(text);
  return items.map((item) => ({
    title: item.title,
    link: item.link,
    date: dateOf(item.pubDate),
    content: (item["content:encoded"] as string | undefined) ?? item.content,
  }));
}

/** A date to the second. */
export function dateOf(date: string | undefined): string | undefined {
  return date && new Date(date).toISOString().replace(/\.\d{3}/, "");
}
