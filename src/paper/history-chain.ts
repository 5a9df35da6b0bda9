import * as z from "zod";
import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { chainAt, historyOwner } from "../articles/history.ts";
import type { VersionContent } from "../articles/version.ts";
import type { Absent } from "../edge/page.tsx";
import { listPage } from "../http/cursor.ts";
import { rfc3339 } from "../http/respond.ts";
import { addressOf } from "./addresses.ts";
import { type Owner, publicOwner, tagsOf } from "./history-page.tsx";
import { beginningOf } from "./lists.ts";
import { machinePage } from "./machine-page.ts";

/** Each may have 100,000 characters. */
const VERSIONS_A_PAGE = 20;
const ALGORITHM =
  'hash is the SHA-256, in hexadecimal, of the RFC 8785 JSON of {"article": article.id, "number", "at", "previous", "content"}; ' +
  "previous is the hash of the version before, null for the first. next leads to older versions.";

interface Chain {
  chrome: SiteChrome;
  article: Owner;
  versions: Awaited<ReturnType<typeof chainAt>>;
  /** The address of the next page. */
  next: string | null;
}

/** `{article}/history.json`: every published version with its hash, so that anybody can check the chain. */
export const historyChain = machinePage(
  {
    id: "historyChain",
    path: `${ARTICLE_PATH}/history.json`,
    summary: "The hash chain of an article's published versions.",
    params: articleParams,
    query: z.object({ before: z.string().optional() }),
  },
  {
    type: "application/json",
    read: async ({ db, c, params, query }): Promise<Chain | Absent> => {
      const path = pathOf(params);
      const list = `${path}/history.json`;
      const before = await beginningOf(c.env, list, query);
      const [chromeRows, [owner], rows] = await db.batch([
        chromeStatement(db),
        historyOwner(db, path),
        chainAt(db, path, { limit: VERSIONS_A_PAGE + 1, before }),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      const article = publicOwner(owner, path, chrome);
      if ("absent" in article) return article;
      const positionOf = ({ number }: (typeof rows)[number]) => ({ at: number, id: article.id });
      const part = { rows, limit: VERSIONS_A_PAGE, positionOf };
      const { items, nextCursor } = await listPage(c.env, list, part);
      const next = nextCursor && `${addressOf(chrome.settings.url, list)}?before=${nextCursor}`;
      return { chrome, article, versions: items, next };
    },
    tags: ({ article }) => tagsOf(article),
    write: ({ chrome, article, versions, next }) =>
      JSON.stringify({
        article: { id: article.id, url: addressOf(chrome.settings.url, article.path) },
        algorithm: ALGORITHM,
        versions: versions.map(({ number, at, previous, hash, content }) => ({
          number,
          at: rfc3339(at),
          previous,
          hash,
          content: JSON.parse(content) as VersionContent,
        })),
        next,
      }),
  },
);
