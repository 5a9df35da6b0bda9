import { xmlDocument } from "./xml.ts";

const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NEWS = "http://www.google.com/schemas/sitemap-news/0.9";

export interface Listed {
  /** A whole address. */
  loc: string;
  /** Milliseconds. */
  changedAt?: number;
}

export interface ListedNews extends Listed {
  headline: string;
  language: string;
  /** Milliseconds. */
  publishedAt: number;
}

/** A sitemap (sitemaps.org, protocol 0.9). */
export function sitemapXml(listed: Listed[]): string {
  return xmlDocument({ urlset: { "@xmlns": SITEMAP, url: listed.map(entryOf) } });
}

/** A sitemap of sitemaps. */
export function sitemapIndexXml(listed: Listed[]): string {
  return xmlDocument({ sitemapindex: { "@xmlns": SITEMAP, sitemap: listed.map(entryOf) } });
}

/** A sitemap in Google's news schema 0.9; `name` is the paper's. */
export function newsSitemapXml(listed: ListedNews[], name: string): string {
  const url = listed.map((story) => ({
    loc: story.loc,
    "news:news": {
      "news:publication": { "news:name": name, "news:language": newsLanguage(story.language) },
      "news:publication_date": new Date(story.publishedAt).toISOString(),
      "news:title": story.headline,
    },
  }));
  return xmlDocument({ urlset: { "@xmlns": SITEMAP, "@xmlns:news": NEWS, url } });
}

/** A language as the news schema has it: two or three letters of ISO 639, and for Chinese which of the two scripts. */
export function newsLanguage(tag: string): string {
  const { language, script } = new Intl.Locale(tag).maximize();
  if (language === "zh") return script === "Hant" ? "zh-tw" : "zh-cn";
  return /^[a-z]{2,3}$/.test(language) ? language : "und";
}

function entryOf({ loc, changedAt }: Listed) {
  return { loc, ...(changedAt ? { lastmod: new Date(changedAt).toISOString() } : {}) };
}
