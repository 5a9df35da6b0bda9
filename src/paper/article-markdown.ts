import type { PhrasingContent } from "mdast";
import * as z from "zod";
import { type Article, articleFrom } from "../articles/article.ts";
import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { markdownAtPath } from "../articles/machine-reads.ts";
import { markdownOf } from "../articles/markdown.ts";
import { elsewhere, redirectAt } from "../articles/moved.ts";
import type { Absent, Moved } from "../edge/page.tsx";
import { pathTag, storyTag } from "../edge/tags.ts";
import { rfc3339 } from "../http/respond.ts";
import { words } from "../ui/words.ts";
import { addressOf } from "./addresses.ts";
import { changedAt } from "./feed-item.tsx";
import { absentStory, noArticle } from "./lists.ts";
import { machinePage } from "./machine-page.ts";
import { heading, link, list, markdownText, paragraph, text } from "./markdown-text.ts";

const SUFFIX = ".md";

/** The article's parameters from those of the route, whose last one has the suffix. */
const markdownParams = z
  .object({ year: z.string(), month: z.string(), day: z.string(), file: z.string().endsWith(SUFFIX) })
  .transform(({ file, ...date }) => ({ ...date, slug: file.slice(0, -SUFFIX.length) }))
  .pipe(articleParams);

interface Told {
  chrome: SiteChrome;
  article: Article;
  bodyMarkdown: string;
}

/** `{article}.md`: the article as Markdown, for machines that read. */
export const articleMarkdown = machinePage(
  {
    id: "articleMarkdown",
    path: ARTICLE_PATH.replace(":slug", ":file{[^/]+\\.md}"),
    summary: "An article as Markdown.",
    params: markdownParams,
  },
  {
    type: "text/markdown",
    read: async ({ db, c, params }): Promise<Told | Absent | Moved> => {
      const path = pathOf(params);
      const [chromeRows, [row], [redirect]] = await db.batch([
        chromeStatement(db),
        markdownAtPath(db, path),
        redirectAt(db, path),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      const tags = [pathTag(path)];
      if (!row)
        return elsewhere(redirect, chrome, { path, suffix: SUFFIX }) ?? { ...noArticle(chrome), tags };
      const { bodyMarkdown, ...columns } = row;
      const article = articleFrom(columns);
      if (article.status === "published") return { chrome, article, bodyMarkdown };
      const absent = absentStory(article, chrome);
      return { ...absent, tags: [...(absent.tags ?? []), ...tags] };
    },
    tags: ({ article }) => [storyTag(article.id)],
    changedAt: ({ article }) => changedAt(article),
    headers: ({ article, chrome }) => ({ Link: `<${canonicalOf(article, chrome)}>; rel="canonical"` }),
    write: told,
  },
);

function canonicalOf({ canonicalUrl, path }: Article, { settings }: SiteChrome): string {
  return canonicalUrl ?? addressOf(settings.url, path);
}

/** Head, body, corrections. */
function told({ chrome, article, bodyMarkdown }: Told): string {
  const { bodyHtml, corrections } = article;
  const body = bodyMarkdown === "" && bodyHtml !== "" ? markdownOf(bodyHtml) : bodyMarkdown;
  const { correction } = words(chrome.settings.language);
  const corrected = corrections.flatMap((each) => [
    heading(2, `${correction}, ${rfc3339(each.createdAt)}`),
    ...each.text.split(/\n\s*\n/).map((part) => paragraph(text(part.trim()))),
  ]);
  const parts = [markdownText(headOf(article, chrome)), body, markdownText(corrected)];
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
}

function headOf(article: Article, chrome: SiteChrome) {
  const { headline, standfirst, authors, publishedAt, modifiedAt, language } = article;
  const say = words(chrome.settings.language);
  const names = authors.map(({ name, email }) => (email ? `${name} (${email})` : name)).join(", ");
  const address = canonicalOf(article, chrome);
  const facts: PhrasingContent[][] = [
    ...(names ? [[text(`${say.by} ${names}`)]] : []),
    ...(publishedAt === null ? [] : [[text(`${say.published} ${rfc3339(publishedAt)}`)]]),
    ...(modifiedAt === null ? [] : [[text(`${say.updated} ${rfc3339(modifiedAt)}`)]]),
    [text("URL: "), link(address, address)],
    [text(`Language: ${language}`)],
  ];
  return [heading(1, headline), ...(standfirst ? [paragraph(text(standfirst))] : []), list(facts)];
}
