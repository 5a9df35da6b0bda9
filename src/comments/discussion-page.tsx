import * as z from "zod";
import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { notHere, page } from "../edge/page.tsx";
import { COMMENTS } from "../edge/policy.ts";
import { commentsTag, storyTag } from "../edge/tags.ts";
import { cacheHeaders, finished } from "../http/respond.ts";
import { open } from "../http/route.ts";
import { localeOf } from "../ui/chrome.ts";
import { siteKeyOf } from "./challenge.ts";
import { commentsPolicy } from "./challenge-view.tsx";
import { type CommentFace, CommentList } from "./comment-list.tsx";
import { type Discussion, readDiscussion } from "./discussion.ts";
import { DiscussionView } from "./discussion-view.tsx";
import { sayWaitFor } from "./wait.ts";

const EMPTY_FORM = { values: { name: "", body: "", parentId: "" }, errors: [] };
const after = z.string().optional();

export const discussionPage = page(
  {
    id: "discussionPage",
    path: `${ARTICLE_PATH}/comments`,
    summary: "The discussion of an article, and the form.",
    params: articleParams,
    query: z.object({ after, reply: z.uuid().optional().catch(undefined) }),
    cache: COMMENTS,
  },
  {
    read: ({ db, c, now, params, query }) =>
      readDiscussion({ db, env: c.env, now }, { path: pathOf(params), ...query }),
    tags: tagsOf,
    policy: ({ chrome }, { c }) => commentsPolicy(siteKeyOf(c.env, chrome.settings)),
    draw: (discussion, { c, now }) => {
      const { parent, chrome } = discussion;
      const view = viewOf(discussion, siteKeyOf(c.env, chrome.settings));
      return <DiscussionView {...view} now={now} form={parent ? replyTo(parent) : EMPTY_FORM} />;
    },
  },
);

function replyTo(parent: CommentFace) {
  return { ...EMPTY_FORM, values: { ...EMPTY_FORM.values, parentId: parent.id }, parent };
}

/** What the view needs of a discussion beside the form. `siteKey`: Turnstile's, where it is demanded. */
export function viewOf(discussion: Discussion, siteKey: string | undefined) {
  const { chrome, article, opening, comments, next, wait } = discussion;
  return {
    ...{ chrome, siteKey, article, opening, comments, next },
    wait: sayWaitFor(wait, chrome.settings.language),
    policyHtml: chrome.policyHtml,
  };
}

function tagsOf({ article }: Discussion): string[] {
  return [commentsTag(article.id), storyTag(article.id)];
}

export const discussionFragment = open(
  "page",
  {
    id: "discussionFragment",
    method: "GET",
    path: `${ARTICLE_PATH}/comments/fragment`,
    summary: "The inner HTML of the discussion.",
    params: articleParams,
    query: z.object({ after }),
    cache: COMMENTS,
  },
  async ({ db, c, now, params, query }) => {
    const found = await readDiscussion({ db, env: c.env, now }, { path: pathOf(params), ...query });
    if ("movedTo" in found) return await notHere(c, { ...found, movedTo: `${found.movedTo}/fragment` });
    if ("absent" in found) return await notHere(c, found);
    const { comments, article, opening, chrome } = found;
    const site = localeOf(chrome);
    const list = (
      <CommentList comments={comments} path={article.path} site={site} isClosed={opening.closed !== null} />
    );
    const headers = { ...cacheHeaders(COMMENTS, tagsOf(found)), "X-Robots-Tag": "noindex" };
    return await finished(String(await list), {
      status: 200,
      headers,
      ifNoneMatch: c.req.header("If-None-Match"),
    });
  },
);
