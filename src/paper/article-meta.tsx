import { raw } from "hono/html";
import type { Article } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import type { Translation } from "../articles/translations.ts";
import { HeadLink } from "../ui/head-link.tsx";
import { addressOf, sharedPicture } from "./addresses.ts";
import { newsArticle } from "./json-ld.ts";

interface Props {
  article: Article;
  settings: SiteChrome["settings"];
  /** The published articles of its group, itself among them. */
  translations: Translation[];
}

/** What an article's head tells machines: its other forms and languages, Open Graph, JSON-LD. */
export function ArticleMeta({ article, settings, translations }: Props) {
  return (
    <>
      <HeadLink rel="alternate" type="text/markdown" href={`${article.path}.md`} />
      <HeadLink rel="version-history" href={`${article.path}/history`} />
      <Languages siteUrl={settings.url} translations={translations} />
      <OpenGraph article={article} settings={settings} translations={translations} />
      <script type="application/ld+json">{raw(newsArticle(article, settings, translations))}</script>
    </>
  );
}

/** One address a language; of two articles in one language the older is named. */
function Languages({ siteUrl, translations }: { siteUrl: string; translations: Translation[] }) {
  const languages = translations.filter(
    (one, place) => translations.findIndex((other) => other.language === one.language) === place,
  );
  if (languages.length < 2) return null;
  return (
    <>
      {languages.map(({ language, path }) => (
        <HeadLink rel="alternate" hreflang={language} href={addressOf(siteUrl, path)} />
      ))}
    </>
  );
}

/** Open Graph (ogp.me), and the one thing that X asks for beside it. */
function OpenGraph({ article, settings, translations }: Props) {
  const { headline, standfirst, lead, language } = article;
  const others = translations.filter((one) => one.id !== article.id).map((one) => localeOf(one.language));
  const properties: [string, string | null | undefined][] = [
    ["og:type", "article"],
    ["og:site_name", settings.name],
    ["og:title", headline],
    ["og:description", standfirst],
    ["og:url", addressOf(settings.url, article.path)],
    ["og:locale", localeOf(language)],
    ...[...new Set(others)].map((locale): [string, string] => ["og:locale:alternate", locale]),
    ["article:published_time", timeOf(article.publishedAt)],
    ["article:modified_time", timeOf(article.modifiedAt)],
    ...(lead ? pictureProperties(sharedPicture(settings.url, lead), lead.alt) : []),
  ];
  return (
    <>
      {properties.map(([property, content]) => content && <meta property={property} content={content} />)}
      <meta name="twitter:card" content={lead ? "summary_large_image" : "summary"} />
    </>
  );
}

function pictureProperties(
  { url, width, height }: ReturnType<typeof sharedPicture>,
  alt: string,
): [string, string][] {
  return [
    ["og:image", url],
    ["og:image:width", String(width)],
    ["og:image:height", String(height)],
    ["og:image:alt", alt],
  ];
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** "pt-BR" as Open Graph writes it, "pt_BR"; a language alone is given its most likely territory. */
function localeOf(tag: string): string {
  const { language, region } = new Intl.Locale(tag).maximize();
  return region ? `${language}_${region}` : language;
}
