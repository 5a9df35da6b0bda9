import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";
import type { FeedItem } from "./feed-item.tsx";

/** A feed before it has a format. */
export interface Feed {
  title: string;
  about: string;
  /** The address of the page that shows the same. */
  page: string;
  /** The feed's own address. */
  self: string;
  /** Origin of the site, and its name. */
  site: { url: string; name: string };
  language: string;
  updated: Date;
  items: FeedItem[];
}

export interface Format {
  /** The last part of the address. */
  file: `feed.${string}`;
  name: string;
  type: string;
  write: (feed: Feed) => string;
}

/** RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1. */
export const FORMATS: readonly Format[] = [
  { file: "feed.xml", name: "RSS", type: "application/rss+xml", write: asRss },
  { file: "feed.atom", name: "Atom", type: "application/atom+xml", write: asAtom },
  { file: "feed.json", name: "JSON", type: "application/feed+json", write: asJson },
];

function asRss({ title, about, page, self, language, updated, items }: Feed): string {
  const xml = generateRssFeed({
    title,
    link: page,
    description: about,
    language,
    lastBuildDate: updated,
    atom: { links: [{ href: self, rel: "self", type: "application/rss+xml" }] },
    items: items.map((item) => ({
      title: item.title,
      link: item.link,
      guid: { value: item.id, isPermaLink: false },
      pubDate: item.published,
      description: item.summary,
      categories: item.categories.map((name) => ({ name })),
      dc: { creators: item.authors.map(({ name }) => name), languages: [item.language] },
      atom: { updated: item.updated },
      content: { encoded: item.content },
    })),
  });
  return tight(xml);
}

function asAtom({ title, about, page, self, site, language, updated, items }: Feed): string {
  const xml = generateAtomFeed({
    id: self,
    title: { value: title },
    subtitle: { value: about },
    updated,
    // An entry without author takes it from the feed, which must have one then (RFC 4287 §4.1.1).
    authors: [{ name: site.name, uri: `${site.url}/` }],
    icon: `${site.url}/icons/icon-192.png`,
    links: [
      { href: self, rel: "self", type: "application/atom+xml" },
      { href: page, rel: "alternate", type: "text/html" },
    ],
    xml: { lang: language },
    entries: items.map((item) => ({
      id: item.id,
      title: { value: item.title },
      links: [{ href: item.link, rel: "alternate", type: "text/html" }],
      published: item.published,
      updated: item.updated,
      authors: item.authors.map(({ name, email, url }) => ({ name, uri: url, ...(email ? { email } : {}) })),
      categories: item.categories.map((term) => ({ term })),
      summary: { value: item.summary },
      content: { value: item.content, type: "html" },
      xml: { lang: item.language },
    })),
  });
  return tight(xml);
}

function asJson({ title, about, page, self, site, language, items }: Feed): string {
  const feed = generateJsonFeed({
    title,
    description: about,
    home_page_url: page,
    feed_url: self,
    icon: `${site.url}/icons/icon-512.png`,
    favicon: `${site.url}/icons/icon-192.png`,
    language,
    items: items.map((item) => ({
      id: item.id,
      url: item.link,
      title: item.title,
      content_html: item.content,
      summary: item.summary,
      date_published: item.published,
      date_modified: item.updated,
      // "The URL could be a mailto: link" (JSON Feed 1.1, `authors`).
      authors: item.authors.map(({ name, email, url }) => ({ name, url: email ? `mailto:${email}` : url })),
      tags: item.categories,
      language: item.language,
      ...(item.image ? { image: item.image } : {}),
    })),
  });
  // The library leaves out what is empty, but a feed without stories still has to have `items`.
  return JSON.stringify({ items: [], ...(feed as object) });
}

/** The library indents what it writes as CDATA; the white space would be part of the title. */
function tight(xml: string): string {
  return xml.replace(/\s*(<!\[CDATA\[[\s\S]*?\]\]>)\s*/g, "$1");
}
