import * as z from "zod";
import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { historyOwner, membersIn, versionsAt } from "../articles/history.ts";
import { type Absent, page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { pathTag, storyTag } from "../edge/tags.ts";
import { listPage } from "../http/cursor.ts";
import { HistoryView, type VersionFace } from "./history-view.tsx";
import { absent, absentStory, beginningOf } from "./lists.ts";

const VERSIONS_A_PAGE = 50;

/** An article that readers may read, and with it its history. */
export interface Owner {
  id: string;
  path: string;
  headline: string;
  language: string;
}

interface History {
  chrome: SiteChrome;
  article: Owner;
  versions: VersionFace[];
  /** The address of the next page. */
  older: string | null;
  isFirstPage: boolean;
}

export const historyPage = page(
  {
    id: "historyPage",
    path: `${ARTICLE_PATH}/history`,
    summary: "The published versions of an article, newest first, and what changed in each.",
    params: articleParams,
    query: z.object({ before: z.string().optional() }),
    cache: PAGE,
  },
  {
    read: async ({ db, c, params, query }): Promise<History | Absent> => {
      const path = pathOf(params);
      const list = `${path}/history`;
      const before = await beginningOf(c.env, list, query);
      const [chromeRows, [owner], rows] = await db.batch([
        chromeStatement(db),
        historyOwner(db, path),
        versionsAt(db, path, { limit: VERSIONS_A_PAGE + 1, before }),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      const article = publicOwner(owner, path, chrome);
      if ("absent" in article) return article;
      const positionOf = ({ number }: (typeof rows)[number]) => ({ at: number, id: article.id });
      const { items, nextCursor } = await listPage(c.env, list, {
        rows,
        limit: VERSIONS_A_PAGE,
        positionOf,
      });
      const versions = items.map((row) => ({ number: row.number, at: row.at, members: membersIn(row) }));
      const older = nextCursor && `${list}?before=${nextCursor}`;
      return { chrome, article, versions, older, isFirstPage: !before };
    },
    tags: ({ article }) => tagsOf(article),
    draw: (history) => <HistoryView {...history} />,
  },
);

type OwnerRow = Awaited<ReturnType<typeof historyOwner>>[number];

/** The article at `path` where it is public; else what stands in the place of its history. */
export function publicOwner(row: OwnerRow | undefined, path: string, chrome: SiteChrome): Owner | Absent {
  if (!row) return absent(chrome, "There is no article at this address.", [pathTag(path)]);
  if (row.status === "published") return { ...row, path };
  const gone = absentStory(row, chrome);
  return { ...gone, tags: [...(gone.tags ?? []), pathTag(path)] };
}

/** What an article's history depends on. */
export function tagsOf({ id, path }: Owner): string[] {
  return [storyTag(id), pathTag(path)];
}
