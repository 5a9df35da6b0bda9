import { raw } from "hono/html";
import type { Article } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import { localeOf } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Layout } from "../ui/layout.tsx";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import { ArticleHead, LeadPicture } from "./article-head.tsx";

interface Props {
  chrome: SiteChrome;
  article: Article;
}

/** A draft as readers will see it, and that they don't yet. */
export function PreviewView({ chrome, article }: Props) {
  const site = localeOf(chrome);
  const { headline, language, scheduledFor } = article;
  const { preview, previewNote, scheduledFor: due } = words(site.language);
  return (
    <Layout
      chrome={chrome}
      title={`${preview}: ${headline}`}
      language={language}
      robots="noindex"
      setting="story"
      isRich
    >
      <article>
        <aside {...spokenIn(site.language, language)}>
          <p class="label">{preview}</p>
          <p>{previewNote}</p>
          {scheduledFor !== null && (
            <p>
              {due} <When at={scheduledFor} language={site.language} timeZone={site.timeZone} />
            </p>
          )}
        </aside>
        <LeadPicture article={article} />
        <ArticleHead article={article} translations={[]} site={site} />
        <div class="body">{raw(article.bodyHtml)}</div>
      </article>
    </Layout>
  );
}
