import { raw } from "hono/html";
import type { Article } from "../articles/article.ts";
import type { Chrome } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";

/** A page such as the imprint: headline and body, nothing else. */
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
        <h1>{article.headline}</h1>
        <div class="body">{raw(article.bodyHtml)}</div>
      </article>
    </Layout>
  );
}
