import { articleFrom } from "../articles/article.ts";
import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { elsewhere, redirectAt } from "../articles/moved.ts";
import { byNearness, relatedTo } from "../articles/related.ts";
import { publishedOfKind } from "../articles/store.ts";
import { articleInLanguages, translationsIn } from "../articles/translations.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { borrowedTag, storyTag, translationsTag } from "../edge/tags.ts";
import { ArticleView } from "./article-view.tsx";
import { absentStory, borrowedTags, noArticle, RAIL_BRIEFS, railFrom } from "./lists.ts";

const RELATED_STORIES = 4;

export const articlePage = page(
  {
    id: "articlePage",
    path: ARTICLE_PATH,
    summary: "An article.",
    params: articleParams,
    cache: PAGE,
  },
  {
    read: async ({ db, c, params }) => {
      const path = pathOf(params);
      const [chromeRows, [row], near, briefs, [redirect]] = await db.batch([
        chromeStatement(db),
        articleInLanguages(db, path),
        relatedTo(db, path),
        publishedOfKind(db, "brief", { limit: RAIL_BRIEFS + 2 }),
        redirectAt(db, path),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      if (!row) return elsewhere(redirect, chrome, { path }) ?? noArticle(chrome);
      const article = articleFrom(row);
      if (article.status !== "published") return absentStory(article, chrome);
      const rail = railFrom(briefs.filter((brief) => brief.id !== article.id));
      const shown = new Set(rail.briefs.map(({ id }) => id));
      const related = byNearness(
        near.filter(({ id }) => !shown.has(id)),
        article.topics,
        RELATED_STORIES,
      );
      return { chrome, article, related, rail, translations: translationsIn(row) };
    },
    tags: ({ article, related, rail }) => [
      storyTag(article.id),
      translationsTag(article.translationOf ?? article.id),
      ...related.map(({ id }) => borrowedTag(id)),
      ...borrowedTags(rail),
    ],
    draw: ({ chrome, article, related, rail, translations }) => (
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
    ),
  },
);
