import { type Card, cardsFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { newestCardsOf, newestFirst } from "../articles/newest-of.ts";
import { FRONT, storyTag } from "../edge/tags.ts";
import { addressOf } from "./addresses.ts";
import { FORMATS } from "./feed-formats.ts";
import { machinePage } from "./machine-page.ts";
import { heading, link, list, markdownText, paragraph, text } from "./markdown-text.ts";

const NEWEST = 20;

/** `/llms.txt` (llmstxt.org): what the site is and where its text is to be had as Markdown. */
export const llms = machinePage(
  {
    id: "llms",
    path: "/llms.txt",
    summary: "The site for language models: sections, newest stories, feeds.",
  },
  {
    type: "text/plain",
    read: async ({ db, c }) => {
      const [chromeRows, rows] = await db.batch([
        chromeStatement(db),
        newestCardsOf(db, { of: "paper", slug: "" }, { limit: NEWEST }),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      return { chrome, stories: newestFirst(cardsFrom(rows, chrome.sections)) };
    },
    tags: ({ stories }) => [FRONT, ...stories.map((story) => storyTag(story.id))],
    write: ({ chrome, stories }) => llmsTxt(chrome, stories),
  },
);

/** In English, as the format has it; names and headlines in their own languages. */
function llmsTxt({ settings, sections }: SiteChrome, stories: Card[]): string {
  const { name, tagline, url, language } = settings;
  const places = sections.map((section) => [link(section.name, addressOf(url, `/${section.slug}`))]);
  const newest = stories.map(({ headline, standfirst, path }) => [
    link(headline, `${addressOf(url, path)}.md`),
    ...(standfirst ? [text(`: ${standfirst}`)] : []),
  ]);
  const more = [
    ...FORMATS.map((format) => [link(`${format.name} feed`, `${url}/${format.file}`)]),
    [link("Sitemap", `${url}/sitemap.xml`)],
    [link("Archive", `${url}/archive`)],
  ];
  return markdownText([
    heading(1, name),
    { type: "blockquote", children: [{ type: "paragraph", children: [text(tagline || name)] }] },
    paragraph(text(`Language: ${language}. Each article is to be had as Markdown: add .md to its address.`)),
    ...(places.length > 0 ? [heading(2, "Sections"), list(places)] : []),
    ...(newest.length > 0 ? [heading(2, "Newest stories"), list(newest)] : []),
    heading(2, "Everything"),
    list(more),
  ]);
}
