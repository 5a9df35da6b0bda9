import type { Database } from "../db.ts";
import { originalPath } from "../ui/variants.ts";
import type { Article } from "./article.ts";
import { picturesRemovedWith } from "./removed-pictures.ts";

/** Where readers could meet a story, and what they find there once it is removed. */
interface PublicPlace {
  place: "page" | "markdown" | "history" | "discussion" | "picture" | "list" | "feed" | "search" | "sitemap";
  url: string;
  now: "451" | "left out";
}

const FEEDS = ["feed.xml", "feed.atom", "feed.json"];

interface Gone {
  article: Article;
  /** The pictures that were removed with it. */
  pictures: { id: string; version: number }[];
  siteUrl: string;
}

/** Every address where an article was to be met before it was removed, each named. */
function placesOf({ article, pictures, siteUrl }: Gone): PublicPlace[] {
  const path = article.path ?? "/";
  const at = (now: PublicPlace["now"], place: PublicPlace["place"]) => (to: string) => ({
    place,
    url: siteUrl + encodeURI(to),
    now,
  });
  const lists = listsOf(article);
  return [
    at("451", "page")(path),
    at("451", "markdown")(`${path}.md`),
    ...[`${path}/history`, `${path}/history.json`].map(at("451", "history")),
    at("451", "discussion")(`${path}/comments`),
    ...pictures.map(originalPath).map(at("451", "picture")),
    ...lists.map((list) => list || "/").map(at("left out", "list")),
    ...lists.flatMap((list) => FEEDS.map((feed) => `${list}/${feed}`)).map(at("left out", "feed")),
    at("left out", "search")("/search"),
    ...sitemapsOf(path).map(at("left out", "sitemap")),
  ];
}

/** What a removal took away, each place named; nothing of an article that was not removed. */
export async function placesGone(db: Database, article: Article, siteUrl: string) {
  if (article.status !== "removed") return {};
  const pictures = await picturesRemovedWith(db, article.id);
  return { places: placesOf({ article, pictures, siteUrl }) };
}

/** The lists that name an article; the front page is "". */
function listsOf({ section, authors, topics }: Article): string[] {
  return [
    "",
    ...(section ? [`/${section}`] : []),
    ...authors.map(({ slug }) => `/authors/${slug}`),
    ...topics.map(({ slug }) => `/topics/${slug}`),
  ];
}

function sitemapsOf(path: string): string[] {
  const [, year, month] = /^\/(\d{4})\/(\d\d)\//.exec(path) ?? [];
  return year ? [`/sitemaps/${year}-${month}.xml`, "/sitemaps/news.xml"] : ["/sitemaps/pages.xml"];
}
