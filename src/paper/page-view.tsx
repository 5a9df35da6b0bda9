import { raw } from "hono/html";
import type { Article } from "../articles/article.ts";
import { type Chrome, localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { LeadPicture } from "./article-head.tsx";
import { Corrections } from "./corrections.tsx";

/** A page such as the imprint: picture, headline, body and corrections, nothing else. */
export function PageView({ chrome, article }: { chrome: Chrome; article: Article }) {
  return (
    <Layout
      chrome={chrome}
      title={article.headline}
      description={article.standfirst || undefined}
      language={article.language}
      canonical={article.canonicalUrl ?? article.path ?? undefined}
      current={article.path ?? undefined}
      setting="sheet"
    >
      <article>
        <LeadPicture article={article} />
        <h1>{article.headline}</h1>
        <div class="body">{raw(article.bodyHtml)}</div>
        <Corrections article={article} site={localeOf(chrome)} />
      </article>
    </Layout>
  );
}
