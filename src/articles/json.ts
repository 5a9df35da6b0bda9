import { rfc3339 } from "../http/respond.ts";
import type { Article } from "./article.ts";
import type { ArticleInput } from "./input.ts";

/** The article as it was written: what PATCH is merged into, and what a revision keeps. */
export function asWritten(article: Article): ArticleInput {
  const {
    kind,
    section,
    label,
    headline,
    standfirst,
    slug,
    language,
    comments,
    translationOf,
    canonicalUrl,
  } = article;
  return {
    kind,
    section,
    label,
    headline,
    standfirst,
    slug,
    body: article.bodySource === "" ? null : { format: article.bodyFormat, source: article.bodySource },
    language,
    authors: article.authors.map((author) => author.slug),
    topics: [...new Set(article.topics.map((topic) => topic.name))],
    lead: article.leadMedia === null ? null : { media: article.leadMedia, caption: article.leadCaption },
    comments,
    translationOf,
    canonicalUrl,
  };
}

/** The article as read through the API. CONTRACT §3. */
export function articleJson(article: Article, siteUrl: string) {
  const { id, status, path, revision, wordCount, bodyHtml } = article;
  return {
    id,
    status,
    ...asWritten(article),
    path,
    url: path === null ? null : siteUrl + encodeURI(path),
    bodyHtml,
    revision,
    createdAt: rfc3339(article.createdAt),
    updatedAt: rfc3339(article.updatedAt),
    publishedAt: rfc3339(article.publishedAt),
    scheduledFor: rfc3339(article.scheduledFor),
    wordCount,
    corrections: article.corrections.map(({ id, text, createdAt }) => ({
      id,
      text,
      createdAt: rfc3339(createdAt),
    })),
    source: article.sourceName === null ? null : { name: article.sourceName, externalId: article.externalId },
  };
}
