import * as z from "zod";
import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { historyOwner, type Version, versionAt, versionFrom } from "../articles/history.ts";
import { type Absent, page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { type Owner, publicOwner, tagsOf } from "./history-page.tsx";
import { HistoryVersionView } from "./history-version-view.tsx";
import { absent } from "./lists.ts";

const MAX_NUMBER = 999_999_999;

interface Shown {
  chrome: SiteChrome;
  article: Owner;
  version: Version;
}

export const historyVersionPage = page(
  {
    id: "historyVersionPage",
    path: `${ARTICLE_PATH}/history/:number{[1-9][0-9]*}`,
    summary: "One published version of an article, and what changed since the one before.",
    params: articleParams.and(z.object({ number: z.coerce.number().int().max(MAX_NUMBER) })),
    cache: PAGE,
  },
  {
    read: async ({ db, c, params }): Promise<Shown | Absent> => {
      const path = pathOf(params);
      const [chromeRows, [owner], rows] = await db.batch([
        chromeStatement(db),
        historyOwner(db, path),
        versionAt(db, path, params.number),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      const article = publicOwner(owner, path, chrome);
      if ("absent" in article) return article;
      const version = versionFrom(rows, params.number);
      if (!version) return absent(chrome, `There is no version ${params.number}.`, tagsOf(article));
      return { chrome, article, version };
    },
    tags: ({ article }) => tagsOf(article),
    draw: (shown) => <HistoryVersionView {...shown} />,
  },
);
