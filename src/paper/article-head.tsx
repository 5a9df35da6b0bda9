import type { Article } from "../articles/article.ts";
import type { Translation } from "../articles/translations.ts";
import { Byline } from "../ui/byline.tsx";
import type { Locale } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Picture } from "../ui/picture.tsx";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";

const WORDS_A_MINUTE = 220;

/** The lead picture with its caption and credit. */
export function LeadPicture({ article: { lead, leadCaption } }: { article: Article }) {
  if (!lead) return null;
  const caption = leadCaption ?? lead.caption;
  return (
    <figure>
      <Picture picture={lead} place="story" />
      {(caption || lead.credit) && (
        <figcaption>
          {caption}
          {caption && lead.credit && " · "}
          {lead.credit && <small dir="auto">{lead.credit}</small>}
        </figcaption>
      )}
    </figure>
  );
}

/** What opens an article: label, headline, standfirst, byline, times. */
export function ArticleHead({
  article,
  translations,
  site,
}: {
  article: Article;
  translations: Translation[];
  site: Locale;
}) {
  const { headline, standfirst, authors, language } = article;
  const label = article.label ?? (article.kind === "opinion" ? words(site.language).opinion : null);
  return (
    <>
      <div class="head">
        {label && <p class="label">{label}</p>}
        <h1>{headline}</h1>
        {standfirst && <p class="standfirst">{standfirst}</p>}
      </div>
      <div class="meta" {...spokenIn(site.language, language)}>
        <Byline authors={authors} language={site.language} />
        <Times article={article} site={site} />
        {article.wordCount > 0 && <p>{words(site.language).readingTime(minutesOf(article.wordCount))}</p>}
        <OtherLanguages of={article.id} translations={translations} language={site.language} />
      </div>
    </>
  );
}

interface OtherLanguagesProps {
  /** The article that is read here. */
  of: string;
  translations: Translation[];
  /** The site's. */
  language: string;
}

/** The ways to the same story in other languages, each called by its own name. */
function OtherLanguages({ of, translations, language }: OtherLanguagesProps) {
  const others = translations.filter(({ id }) => id !== of);
  if (others.length === 0) return null;
  return (
    <p>
      {words(language).otherLanguages}{" "}
      {others.map((other, place) => (
        <>
          {place > 0 && words(language).comma}
          <a href={other.path ?? "/"} hreflang={other.language} {...spokenIn(other.language, language)}>
            {new Intl.DisplayNames(other.language, { type: "language" }).of(other.language)}
          </a>
        </>
      ))}
    </p>
  );
}

/** Minutes that a reader needs, at least one. */
function minutesOf(wordCount: number): number {
  return Math.max(1, Math.round(wordCount / WORDS_A_MINUTE));
}

function Times({
  article: { publishedAt, modifiedAt, path },
  site: { language, timeZone },
}: {
  article: Article;
  site: Locale;
}) {
  const { published, updated } = words(language);
  return (
    <>
      {publishedAt !== null && (
        <p>
          {published} <When at={publishedAt} language={language} timeZone={timeZone} />
        </p>
      )}
      {modifiedAt !== null && (
        <p>
          <a href={`${path}/history`}>
            {updated} <When at={modifiedAt} language={language} timeZone={timeZone} />
          </a>
        </p>
      )}
    </>
  );
}
