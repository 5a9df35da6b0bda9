import { absenceOf } from "../articles/absence.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import type { Database } from "../db.ts";
import type { Absent, Moved } from "../edge/page.tsx";
import { pathTag, storyTag } from "../edge/tags.ts";
import type { Env } from "../env.ts";
import { listPage, type Position, readCursor } from "../http/cursor.ts";
import type { CommentFace } from "./comment-list.tsx";
import { openArticle } from "./open-article.ts";
import { type Opening, openingOf } from "./opening.ts";
import {
  REPLIES_A_PAGE,
  type Shown,
  shownReplies,
  shownThread,
  shownThreads,
  THREADS_A_PAGE,
} from "./shown.ts";
import { commentHtml } from "./text.ts";
import { expectedWait, type Wait } from "./wait.ts";

export interface Discussion {
  chrome: SiteChrome;
  article: { id: string; headline: string; path: string; language: string };
  opening: Opening;
  comments: CommentFace[];
  /** The comment that is being replied to, wherever in the discussion it stands. */
  parent: CommentFace | undefined;
  /** Where the discussion goes on; null at its end. */
  next: string | null;
  wait: Wait | undefined;
}

/** The article stands at `path` by now. */
export interface MovedDiscussion extends Moved {
  path: string;
}

interface Place {
  /** The article's. */
  path: string;
  after?: string | undefined;
  /** Id of the comment to reply to. */
  reply?: string | undefined;
}

/** What is shown of an article's discussion, in one round trip; the refusal where the article is not public. */
export async function readDiscussion(
  { db, env, now }: { db: Database; env: Env; now: number },
  { path, after, reply }: Place,
): Promise<Discussion | Absent | MovedDiscussion> {
  const list = `comments:${path}`;
  const position = after === undefined ? undefined : await readCursor(env, list, after);
  const [chromeRows, [article], threads, replies, [parent], [wait]] = await db.batch([
    chromeStatement(db),
    openArticle(db, path),
    shownThreads(db, path, position),
    shownReplies(db, path, position),
    shownThread(db, path, reply ?? ""),
    expectedWait(db),
  ]);
  const chrome = chromeFrom(chromeRows[0], env.SITE_URL);
  if (article?.status !== "published")
    return { absent: absenceOf(article, chrome.settings.url), chrome, tags: absenceTags(path, article?.id) };
  if (article.path !== null && article.path !== path)
    return movedTo(chrome, article.path, { path, id: article.id });
  const limit = wholeThreads(threads, replies);
  const { items, nextCursor } = await listPage(env, list, { rows: threads, limit, positionOf });
  const next = nextCursor && `${path}/comments?after=${nextCursor}`;
  const shown = new Set(items.map(({ id }) => id));
  const answers = replies.filter(({ parentId }) => parentId !== null && shown.has(parentId));
  const comments = [...items, ...answers].map(faceOf);
  const opening = openingOf(article, chrome.settings, now);
  const shownParent = parent && faceOf(parent);
  return { chrome, article: { ...article, path }, opening, comments, parent: shownParent, next, wait };
}

function movedTo(chrome: SiteChrome, path: string, from: { path: string; id: string }): MovedDiscussion {
  const address = `${chrome.settings.url}${encodeURI(path)}/comments`;
  return { movedTo: address, path, tags: absenceTags(from.path, from.id) };
}

/** The article's: what brings it back also purges the page that says that it is not there. */
function absenceTags(path: string, id: string | undefined): string[] {
  return id === undefined ? [pathTag(path)] : [pathTag(path), storyTag(id)];
}

/** How many threads this page shows: fewer where their replies fill it, so that none of them is lost. */
function wholeThreads(threads: Shown[], replies: Shown[]): number {
  const cut = replies[REPLIES_A_PAGE]?.parentId;
  const whole = cut ? threads.findIndex(({ id }) => id === cut) : THREADS_A_PAGE;
  return Math.max(1, whole);
}

function positionOf({ createdAt, id }: Shown): Position {
  return { at: createdAt, id };
}

/** What is not published any more is not drawn, not even where its replies keep its place. */
function faceOf({ id, parentId, name, body, status, createdAt }: Shown): CommentFace {
  if (status === "published")
    return { id, parentId, name, bodyHtml: commentHtml(body), createdAt, gone: null };
  const gone = status === "deleted" ? "deleted" : "removed";
  return { id, parentId, name: "", bodyHtml: "", createdAt, gone };
}
