import { raw } from "hono/html";
import type { Article } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import { localeOf } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Layout } from "../ui/layout.tsx";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import { ArticleHead, LeadPicture } from "./article-head.tsx";
import { Corrections } from "./corrections.tsx";

interface Props {
  chrome: SiteChrome;
  article: Article;
  /** When the copy is made, in milliseconds. */
  at: number;
}

/**
 * A story as it is shown while the database is out of reach. It names no other story, no address and no account: each of
 * them may be taken back meanwhile, and nobody would look for it here.
 */
export function StandInView({ chrome, article, at }: Props) {
  const site = localeOf(chrome);
  const { headline, standfirst, language, canonicalUrl, path, section } = article;
  const signed = { ...article, authors: article.authors.map((author) => ({ ...author, email: null })) };
  return (
    <Layout
      chrome={chrome}
      title={headline}
      description={standfirst || undefined}
      language={language}
      canonical={canonicalUrl ?? path ?? undefined}
      current={section ? `/${section}` : undefined}
      setting="story"
      isRich
    >
      <article>
        <CopyNote at={at} site={site} language={language} />
        <LeadPicture article={article} />
        <ArticleHead article={signed} translations={[]} site={site} />
        <div class="body">{raw(article.bodyHtml)}</div>
        <Corrections article={article} site={site} />
      </article>
    </Layout>
  );
}

function CopyNote({
  at,
  site,
  language,
}: {
  at: number;
  site: ReturnType<typeof localeOf>;
  language: string;
}) {
  const { copy, copyNote } = words(site.language);
  return (
    <aside {...spokenIn(site.language, language)}>
      <p class="label">{copy}</p>
      <p class="meta">
        {copyNote} <When at={at} language={site.language} timeZone={site.timeZone} />
      </p>
    </aside>
  );
}
