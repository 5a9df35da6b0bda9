import { articleAndAround, partsOf } from "../articles/around-article.ts";
import { type Article, articleFrom } from "../articles/article.ts";
import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { chromeFrom, type SiteChrome } from "../articles/chrome.ts";
import { elsewhere } from "../articles/moved.ts";
import { byNearness, type Near } from "../articles/related.ts";
import { type Translation, translationsIn } from "../articles/translations.ts";
import { ask, type Database } from "../db.ts";
import { type Absent, type Moved, page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { borrowedTag, storyTag, translationsTag } from "../edge/tags.ts";
import { contentPolicy } from "../http/content-policy.ts";
import { inlineHash } from "../ui/inline.ts";
import { FRAGMENT_SCRIPT } from "../ui/scripts.ts";
import { ArticleView } from "./article-view.tsx";
import { absentStory, borrowedTags, noArticle, RAIL_BRIEFS, type RailOf, railFrom } from "./lists.ts";

const RELATED_STORIES = 4;
const WITH_FRAGMENT = contentPolicy({ scripts: [await inlineHash(FRAGMENT_SCRIPT)] });

export const articlePage = page(
  {
    id: "articlePage",
    path: ARTICLE_PATH,
    summary: "An article.",
    params: articleParams,
    cache: PAGE,
  },
  {
    read: ({ db, c, params }) => readArticle(db, { path: pathOf(params), firstUrl: c.env.SITE_URL }),
    tags: ({ article, related, rail }) => [
      storyTag(article.id),
      translationsTag(article.translationOf ?? article.id),
      ...related.map(({ id }) => borrowedTag(id)),
      ...borrowedTags(rail),
    ],
    draw: drawArticle,
    policy: () => WITH_FRAGMENT,
  },
);

interface ArticleData {
  chrome: SiteChrome;
  article: Article;
  related: Near[];
  rail: RailOf;
  translations: Translation[];
}

/** Everything that an article's page shows, in one round trip. `firstUrl` is SITE_URL. */
export async function readArticle(
  db: Database,
  { path, firstUrl }: { path: string; firstUrl: string },
): Promise<ArticleData | Absent | Moved> {
  const [whole] = await ask(articleAndAround(db, { path, briefs: RAIL_BRIEFS + 2 }));
  if (!whole) throw new Error("The row that is always there is missing");
  const { chrome: chromeRow, article: row, near, briefs, redirect } = partsOf(whole);
  const chrome = chromeFrom(chromeRow, firstUrl);
  if (!row) return elsewhere(redirect, chrome, { path }) ?? noArticle(chrome);
  const article = articleFrom(row);
  if (article.status !== "published") return absentStory(article, chrome);
  const rail = railFrom(briefs.filter((brief) => brief.id !== article.id));
  const shown = new Set(rail.briefs.map(({ id }) => id));
  const unshown = near.filter(({ id }) => !shown.has(id));
  const related = byNearness(unshown, article.topics, RELATED_STORIES);
  return { chrome, article, related, rail, translations: translationsIn(row) };
}

export function drawArticle({ chrome, article, related, rail, translations }: ArticleData) {
  return (
    <ArticleView
      chrome={chrome}
      article={article}
      policyHtml={chrome.policyHtml}
      donation={chrome.settings.donation}
      transferCode={chrome.transferCode}
      related={related}
      rail={rail}
      translations={translations}
    />
  );
}
