import type { Article } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import { meaningOf } from "../articles/label.ts";
import type { Translation } from "../articles/translations.ts";
import { addressOf, sharedPicture } from "./addresses.ts";

const TYPES = {
  analysis: "AnalysisNewsArticle",
  opinion: "OpinionNewsArticle",
  sponsored: "AdvertiserContentArticle",
} as const;

type Publisher = Pick<SiteChrome["settings"], "url" | "name" | "publisher">;

/**
 * What search engines are told of an article, as the text of a JSON-LD `<script>` (schema.org, NewsArticle): nothing in
 * it can end the element, since `<` is escaped.
 */
export function newsArticle(article: Article, site: Publisher, translations: Translation[]): string {
  const type = typeOf(article);
  const { standfirst, authors, sectionName, topics, wordCount, lead } = article;
  const facts = {
    "@context": "https://schema.org",
    "@type": type,
    mainEntityOfPage: addressOf(site.url, article.path),
    headline: article.headline,
    description: standfirst || undefined,
    image: lead ? [sharedPicture(site.url, lead).url] : undefined,
    datePublished: dateOf(article.publishedAt),
    dateModified: dateOf(article.modifiedAt ?? article.publishedAt),
    author: authors.map(({ slug, name, email }) => ({
      "@type": "Person",
      name,
      url: addressOf(site.url, `/authors/${slug}`),
      email: email ?? undefined,
    })),
    publisher: publisherOf(site),
    inLanguage: article.language,
    articleSection: sectionName ?? undefined,
    keywords: topics.length > 0 ? topics.map(({ name }) => name) : undefined,
    wordCount,
    isAccessibleForFree: true,
    correction: article.corrections.length > 0 ? article.corrections.map(correctionOf) : undefined,
    ...translationsOf(article, site, { type, translations }),
  };
  return JSON.stringify(facts).replaceAll("<", "\\u003c");
}

function typeOf({ label, kind }: Article): string {
  const meaning = meaningOf(label) ?? (kind === "opinion" ? "opinion" : undefined);
  return meaning ? TYPES[meaning] : "NewsArticle";
}

function dateOf(at: number | null): string | undefined {
  return at === null ? undefined : new Date(at).toISOString();
}

function publisherOf({ url, name, publisher }: Publisher) {
  const logo = `${url}/icons/icon-512.png`;
  return { "@type": "NewsMediaOrganization", name: publisher || name, url: `${url}/`, logo };
}

function correctionOf({ text, createdAt }: Article["corrections"][number]) {
  return { "@type": "CorrectionComment", text, datePublished: dateOf(createdAt) };
}

/** The original of a translation, and the translations of an original. */
function translationsOf(
  { id }: Article,
  { url }: Publisher,
  { type, translations }: { type: string; translations: Translation[] },
) {
  const others = translations.filter((other) => other.id !== id);
  const work = ({ path, language }: Translation) => ({
    "@type": type,
    "@id": addressOf(url, path),
    inLanguage: language,
  });
  const original = others.find(({ isOriginal }) => isOriginal);
  if (original) return { translationOfWork: work(original) };
  const isOriginal = translations.some((one) => one.id === id && one.isOriginal);
  return isOriginal && others.length > 0 ? { workTranslation: others.map(work) } : {};
}
