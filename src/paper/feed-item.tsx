import type { Article, Picture } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import type { Locale } from "../ui/chrome.ts";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import { addressOf, sharedPicture } from "./addresses.ts";

/** A story as every format of feed tells it. */
export interface FeedItem {
  id: string;
  title: string;
  link: string;
  summary: string;
  /** HTML; every address in it is whole. */
  content: string;
  published: Date;
  updated: Date;
  /** Section and topics, by name. */
  categories: string[];
  authors: { name: string; email: string | null; url: string }[];
  language: string;
  image: string | undefined;
}

/** The story, whole, as it can be read elsewhere. */
export function feedItem(story: Article, { settings }: SiteChrome): FeedItem {
  const { headline, standfirst, sectionName, topics, authors, lead, language } = story;
  const link = addressOf(settings.url, story.path);
  const published = story.publishedAt ?? 0;
  return {
    id: `urn:uuid:${story.id}`,
    title: headline,
    link,
    summary: standfirst,
    content: contentOf(story, settings, link),
    published: new Date(published),
    updated: new Date(changedAt(story)),
    categories: [...new Set([...(sectionName ? [sectionName] : []), ...topics.map((topic) => topic.name)])],
    authors: authors.map(({ slug, name, email }) => ({
      name,
      email,
      url: addressOf(settings.url, `/authors/${slug}`),
    })),
    language,
    image: lead ? sharedPicture(settings.url, lead).url : undefined,
  };
}

/** When what readers see of a story last changed, in milliseconds. */
export function changedAt({ modifiedAt, publishedAt }: Pick<Article, "modifiedAt" | "publishedAt">): number {
  return Math.max(modifiedAt ?? 0, publishedAt ?? 0);
}

/** Picture, text and corrections. A story that is nothing but its headline says that. */
function contentOf(story: Article, site: Locale & { url: string }, link: string): string {
  const parts = [
    story.lead && (<Figure lead={story.lead} own={story.leadCaption} siteUrl={site.url} />).toString(),
    wholeAddresses(story.bodyHtml, link),
    ...story.corrections.map((correction) => (<Corrected {...correction} site={site} />).toString()),
  ];
  return parts.filter(Boolean).join("\n").trim() || (<p>{story.standfirst || story.headline}</p>).toString();
}

/** `own` is the caption that the story gives the picture, where it does. */
function Figure({ lead, own, siteUrl }: { lead: Picture; own: string | null; siteUrl: string }) {
  const { url, width, height } = sharedPicture(siteUrl, lead);
  const said = [own ?? lead.caption, lead.credit].filter(Boolean).join(" · ");
  return (
    <figure>
      <img src={url} alt={lead.alt} width={width} height={height} />
      {said && <figcaption>{said}</figcaption>}
    </figure>
  );
}

function Corrected({ text, createdAt, site }: { text: string; createdAt: number; site: Locale }) {
  const { language, timeZone } = site;
  return (
    <p>
      <strong>
        {words(language).correction} (<When at={createdAt} language={language} timeZone={timeZone} short />)
      </strong>{" "}
      {text}
    </p>
  );
}

const ADDRESS = / (href|src)="([^"]*)"/g;

/** Addresses made whole: a feed is read elsewhere. The body is clean, so its tags have one form. */
function wholeAddresses(bodyHtml: string, link: string): string {
  return bodyHtml.replace(/<[^>]+>/g, (tag) =>
    tag
      .replace(/ (srcset|sizes)="[^"]*"/g, "")
      .replace(ADDRESS, (_, name: string, to: string) => ` ${name}="${wholeAddress(to, link)}"`),
  );
}

function wholeAddress(to: string, link: string): string {
  const { origin, protocol } = new URL(link);
  if (/^[a-z][a-z\d+.-]*:/i.test(to)) return to;
  if (to.startsWith("//")) return protocol + to;
  if (to.startsWith("/")) return origin + to;
  const isOnPage = to === "" || to.startsWith("#") || to.startsWith("?");
  return (isOnPage ? link : link.slice(0, link.lastIndexOf("/") + 1)) + to;
}
