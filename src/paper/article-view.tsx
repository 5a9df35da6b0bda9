import { raw } from "hono/html";
import type { Article } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import type { Translation } from "../articles/machine-reads.ts";
import { localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { Appeal, type Donation } from "./appeal.tsx";
import { ArticleHead, LeadPicture } from "./article-head.tsx";
import { ArticleMeta } from "./article-meta.tsx";
import { Corrections } from "./corrections.tsx";
import { Policy } from "./policy.tsx";
import { Rail, type RailFace } from "./rail.tsx";

interface Props {
  chrome: SiteChrome;
  article: Article;
  /** Cleaned when it was written. */
  policyHtml: string;
  donation: Donation | null;
  rail: RailFace;
  translations: Translation[];
}

/** An article's page; the order of its elements is promised. CONTRACT §1. */
export function ArticleView({ chrome, article, policyHtml, donation, rail, translations }: Props) {
  const site = localeOf(chrome);
  const { language } = article;
  return (
    <Layout
      chrome={chrome}
      title={article.headline}
      description={article.standfirst || undefined}
      language={language}
      canonical={article.canonicalUrl ?? article.path ?? undefined}
      current={article.section ? `/${article.section}` : undefined}
      setting="story"
      head={<ArticleMeta article={article} settings={chrome.settings} translations={translations} />}
    >
      <article>
        <LeadPicture article={article} />
        <ArticleHead article={article} site={site} />
        <div class="body">{raw(article.bodyHtml)}</div>
        <Corrections article={article} site={site} />
      </article>
      <Appeal donation={donation} site={site} language={language} />
      <Policy article={article} policyHtml={policyHtml} site={site} />
      <Rail {...rail} language={language} site={chrome.site} />
    </Layout>
  );
}
