import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import type { Database } from "../db.ts";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { listPage, type Position, readCursor } from "../http/cursor.ts";
import type { CommentFace } from "./comment-list.tsx";
import { openArticle } from "./open-article.ts";
import { shownReplies, shownThreads, THREADS_A_PAGE } from "./store.ts";
import { commentHtml } from "./text.ts";

export interface Discussion {
  chrome: SiteChrome;
  article: { id: string; headline: string; path: string; comments: string; language: string };
  comments: CommentFace[];
  /** Where the discussion goes on; null at its end. */
  next: string | null;
}

/** What is shown of an article's discussion, in one round trip; the refusal where the article is not public. */
export async function readDiscussion(
  { db, env }: { db: Database; env: Env },
  { path, after }: { path: string; after: string | undefined },
): Promise<Discussion | { absent: AppError; chrome: SiteChrome }> {
  const list = `comments:${path}`;
  const position = after === undefined ? undefined : await readCursor(env, list, after);
  const [chromeRows, [article], threads, replies] = await db.batch([
    chromeStatement(db),
    openArticle(db, path),
    shownThreads(db, path, position),
    shownReplies(db, path, position),
  ]);
  const chrome = chromeFrom(chromeRows[0], env.SITE_URL);
  const absent = refusalOf(article?.status, article?.reason ?? "");
  if (!article || absent) return { absent: absent ?? notThere(), chrome };
  const positionOf = ({ createdAt, id }: { createdAt: number; id: string }): Position => ({ at: createdAt, id });
  const { items, nextCursor } = await listPage(env, list, { rows: threads, limit: THREADS_A_PAGE, positionOf });
  const comments = [...items, ...replies].map(({ body, ...rest }) => ({ ...rest, bodyHtml: commentHtml(body) }));
  const next = nextCursor && `${path}/comments?after=${nextCursor}`;
  return { chrome, article: { ...article, path }, comments, next };
}

function notThere(): AppError {
  return new AppError("not_found", "There is no article at this address.");
}

function refusalOf(status: string | undefined, reason: string): AppError | undefined {
  if (status === "published") return undefined;
  if (status === "withdrawn") return new AppError("withdrawn", `The article was withdrawn: ${reason}`);
  if (status === "removed") return new AppError("removed_for_legal_reasons", `The article was removed: ${reason}`);
  return notThere();
}
