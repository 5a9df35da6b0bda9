import { raw } from "hono/html";
import type { Article } from "../articles/article.ts";
import type { SiteChrome } from "../articles/chrome.ts";
import type { Near } from "../articles/related.ts";
import type { Translation } from "../articles/translations.ts";
import { localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { Appeal, type Donation } from "./appeal.tsx";
import { ArticleHead, LeadPicture } from "./article-head.tsx";
import { ArticleMeta } from "./article-meta.tsx";
import { Corrections } from "./corrections.tsx";
import { Policy } from "./policy.tsx";
import { Rail, type RailFace } from "./rail.tsx";
import { Related } from "./related.tsx";
import { Share } from "./share.tsx";
import { Topics } from "./topics.tsx";

interface Props {
  chrome: SiteChrome;
  article: Article;
  /** Cleaned when it was written. */
  policyHtml: string;
  donation: Donation | null;
  /** The donation's QR code as SVG. */
  transferCode: string;
  related: Near[];
  rail: RailFace;
  translations: Translation[];
}

/** What the plain style sheet knows nothing of. */
const HOLDS_MORE = /<(?:table|pre|code|hr|aside|blockquote|img)\b/;

/** An article's page; the order of its elements is promised. CONTRACT §1. */
export function ArticleView(props: Props) {
  const { chrome, article, policyHtml, donation, transferCode, related, rail, translations } = props;
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
      isRich={article.corrections.length > 0 || HOLDS_MORE.test(article.bodyHtml)}
      head={<ArticleMeta article={article} settings={chrome.settings} translations={translations} />}
    >
      <article>
        <LeadPicture article={article} />
        <ArticleHead article={article} translations={translations} site={site} />
        <div class="body">{raw(article.bodyHtml)}</div>
        <Corrections article={article} site={site} />
        <Afterwards article={article} chrome={chrome} />
      </article>
      <Appeal donation={donation} code={transferCode} site={site} language={language} />
      <Policy article={article} policyHtml={policyHtml} site={site} />
      <Related stories={related} site={site} language={language} />
      <Rail {...rail} language={language} site={chrome.site} />
    </Layout>
  );
}

/** What can be done with it: go on by topic, pass it on. */
function Afterwards({ article, chrome }: Pick<Props, "article" | "chrome">) {
  const own = localeOf(chrome).language;
  const { headline, language, path } = article;
  const url = chrome.site && path ? chrome.site.url + path : "";
  return (
    <div class="after">
      <Topics topics={article.topics} language={language} site={{ language: own }} />
      {url && <Share headline={headline} url={url} language={language} own={own} />}
    </div>
  );
}
