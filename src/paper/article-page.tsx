import { articleFrom } from "../articles/article.ts";
import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { translationsAtPath } from "../articles/machine-reads.ts";
import { articleAtPath, publishedOfKind } from "../articles/store.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { storyTag, translationsTag } from "../edge/tags.ts";
import { AppError } from "../errors.ts";
import { ArticleView } from "./article-view.tsx";
import { absentStory, borrowedTags, RAIL_BRIEFS, railFrom } from "./lists.ts";

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
      const [chromeRows, [row], briefs, translations] = await db.batch([
        chromeStatement(db),
        articleAtPath(db, pathOf(params)),
        publishedOfKind(db, "brief", { limit: RAIL_BRIEFS + 2 }),
        translationsAtPath(db, pathOf(params)),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      if (!row) return { absent: new AppError("not_found", "There is no article at this address."), chrome };
      const article = articleFrom(row);
      if (article.status !== "published") return absentStory(article, chrome);
      const rail = railFrom(briefs.filter((brief) => brief.id !== article.id));
      return { chrome, article, rail, translations };
    },
    tags: ({ article, rail }) => [
      storyTag(article.id),
      translationsTag(article.translationOf ?? article.id),
      ...borrowedTags(rail),
    ],
    draw: ({ chrome, article, rail, translations }) => (
      <ArticleView
        chrome={chrome}
        article={article}
        policyHtml={chrome.policyHtml}
        donation={chrome.settings.donation}
        rail={rail}
        translations={translations}
      />
    ),
  },
);
