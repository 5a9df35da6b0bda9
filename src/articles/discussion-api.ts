import * as z from "zod";
import { json } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { etagOf, expectedTags } from "./precondition.ts";
import { discussionInput, setDiscussion } from "./set-discussion.ts";

export const putDiscussion = endpoint(
  {
    id: "setDiscussion",
    method: "PUT",
    path: "/api/v1/articles/:id/comments",
    summary:
      "Open, hold or close a story's discussion. If-Match: * stands for whatever the article says by now; a moderator need not read it.",
    role: "moderator",
    params: z.object({ id: z.string() }),
    body: discussionInput,
    bodyKind: "json",
    output: discussionInput,
    headers: ["ETag"],
    errors: ["not_found", "precondition_required", "revision_conflict", "wrong_state", "invalid"],
  },
  async ({ c, act, params, body }) => {
    const ifMatch = c.req.header("If-Match");
    const tags = ifMatch?.trim() === "*" ? undefined : expectedTags(ifMatch);
    const article = await setDiscussion(act, params.id, { ...body, tags });
    return json({ comments: article.comments }, 200, { ETag: etagOf(article) });
  },
);
