import { ARTICLE_PATH, articleParams, pathOf } from "../articles/article-path.ts";
import { AppError } from "../errors.ts";
import { clientOf } from "../http/client.ts";
import { refuseCrossSite } from "../http/cross-site.ts";
import { type AppContext, open } from "../http/route.ts";
import { check } from "../http/validate.ts";
import { document } from "../ui/layout.tsx";
import { isDemanded, siteKeyOf, verifyChallenge } from "./challenge.ts";
import { commentsPolicy } from "./challenge-view.tsx";
import { MAX_COMMENT_BYTES, readMembers, wantsJson } from "./comment-request.ts";
import { keepSecret, secretFrom } from "./commenter.ts";
import { readDiscussion } from "./discussion.ts";
import { viewOf } from "./discussion-page.tsx";
import { DiscussionView } from "./discussion-view.tsx";
import { problemsOf } from "./form-problems.ts";
import { commentInput } from "./input.ts";
import { passGate, rateLimitHeaders } from "./limits.ts";
import { hookOf } from "./moderation-hook.ts";
import { type Submitted, submitComment } from "./submit-comment.ts";

export const postComment = open(
  "page",
  {
    id: "submitComment",
    method: "POST",
    path: `${ARTICLE_PATH}/comments`,
    summary: "Comment on an article, by form or JSON.",
    params: articleParams,
    bodyKind: "form",
    maxBytes: MAX_COMMENT_BYTES,
    errors: [
      "comments_closed",
      "commenter_blocked",
      "cross_site",
      "invalid",
      "automated",
      "challenge_failed",
      "rate_limited",
      "unavailable",
    ],
  },
  async ({ c, params }) => {
    const path = pathOf(params);
    let members: Record<string, unknown> = {};
    try {
      // First what was typed, so that every refusal can give it back; then the gate, before D1 is asked.
      members = await readMembers(c.req.raw);
      const client = clientOf(c.req.raw);
      await passGate(c.env.COMMENT_GATE, client);
      const site = await c.var.site();
      refuseCrossSite(c.req.raw, site.url);
      const input = check(commentInput, members);
      const secret = secretFrom(c, site.url);
      const { db, now, requestId } = c.var;
      const response = input["cf-turnstile-response"];
      const verify = isDemanded(c.env)
        ? () => verifyChallenge(c.env, { response, key: requestId })
        : undefined;
      const context = { db, now, requestId, hook: hookOf(c.env) };
      const submitted = await submitComment(context, { path, site, client, secret, input, verify });
      if (submitted.newSecret) keepSecret(c, site.url, submitted.newSecret);
      return accepted(c, submitted, site.url);
    } catch (error) {
      if (!(error instanceof AppError) || wantsJson(c.req.raw)) throw error;
      return await formAgain(c, { path, members, error });
    }
  },
);

function accepted(
  c: AppContext,
  { id, status, token, isNew, allowance }: Submitted,
  siteUrl: string,
): Response {
  const receipt = `/comments/receipts/${token}`;
  const headers = { ...rateLimitHeaders(allowance), "Cache-Control": "no-store" };
  if (!wantsJson(c.req.raw)) return c.newResponse(null, 303, { ...headers, Location: receipt });
  return c.json({ id, status, receiptUrl: siteUrl + receipt }, isNew ? 201 : 200, headers);
}

interface Refused {
  path: string;
  members: Record<string, unknown>;
  error: AppError;
}

/** The form again with what was typed, and beside each field what is wrong with it: nobody loses a sentence. */
async function formAgain(c: AppContext, { path, members, error }: Refused): Promise<Response> {
  const text = (name: string) => (typeof members[name] === "string" ? members[name] : "");
  const { db, now } = c.var;
  const context = { db, now, env: c.env };
  const found = await readDiscussion(context, { path, reply: text("parentId") });
  if ("movedTo" in found) return await formAgain(c, { path: found.path, members, error });
  if ("absent" in found) throw found.absent;
  const { parent } = found;
  // A parent that can't be replied to is dropped: the next attempt is a comment of its own.
  const values = { name: text("name"), body: text("body"), parentId: parent?.id ?? "" };
  const errors = problemsOf(error, found.chrome, values);
  const siteKey = siteKeyOf(c.env, found.chrome.settings);
  const view = <DiscussionView {...viewOf(found, siteKey)} now={now} form={{ values, errors, parent }} />;
  return new Response(await document(view), {
    status: error.status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": commentsPolicy(siteKey),
      ...error.headers,
    },
  });
}
