import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json } from "../http/respond.ts";
import { creation, endpoint } from "../http/route.ts";
import { getOpenComment } from "./context.ts";
import { decideComment, decideComments } from "./decide-comment.ts";
import { decisionInput, decisionsInput, MAX_DECISIONS } from "./input.ts";
import { commentOutput, openCommentJson, openCommentOutput } from "./output.ts";
import { COMMENT_STATUSES } from "./schema.ts";
import { type CommentRow, commentJson, isAskedFor, listComments } from "./store.ts";
import { undoDecision } from "./undo-decision.ts";
import { outcomesOf } from "./verdict.ts";

const LIST = "comments";
const byId = z.object({ id: z.string() });

export const getComments = endpoint(
  {
    id: "listComments",
    method: "GET",
    path: "/api/v1/comments",
    summary:
      "Comments, oldest first. A page may hold fewer than limit, even none, where filters are combined: the list ends where nextCursor is null.",
    role: "moderator",
    query: z.object({
      ...listQuery,
      status: z.enum(COMMENT_STATUSES).optional(),
      article: z.string().max(64).optional(),
      commenter: z.string().max(64).optional(),
    }),
    output: z.object({ items: z.array(commentOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query }) => {
    const { cursor, limit, ...filter } = query;
    const after = cursor === undefined ? undefined : await readCursor(c.env, LIST, cursor);
    const rows = await listComments(act.db, { ...filter, limit, after });
    const positionOf = ({ createdAt, id }: CommentRow) => ({ at: createdAt, id });
    const isShown = (row: CommentRow) => isAskedFor(row, filter);
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf, isShown });
    const { url } = await c.var.site();
    return json({ items: items.map((row) => commentJson(row, url)), nextCursor });
  },
);

export const getComment = endpoint(
  {
    id: "getComment",
    method: "GET",
    path: "/api/v1/comments/:id",
    summary:
      "A comment with what a moderator wants to know: parent, replies, similar texts, the commenter's record.",
    role: "moderator",
    params: byId,
    output: openCommentOutput,
    errors: ["not_found"],
  },
  async ({ c, act, params }) => {
    const open = await getOpenComment(act.db, params.id);
    return json(openCommentJson(open, (await c.var.site()).url));
  },
);

export const postDecisions = creation(
  {
    id: "decideComments",
    method: "POST",
    path: "/api/v1/comments/decisions",
    summary: `Decide up to ${MAX_DECISIONS} comments at once: all of them or, where one can't be decided, none.`,
    role: "moderator",
    body: decisionsInput,
    bodyKind: "json",
    output: z.object({
      items: z.array(z.object({ id: z.string(), status: z.enum(COMMENT_STATUSES) })),
    }),
    errors: ["not_found", "wrong_state", "invalid"],
  },
  {
    make: async ({ act, body: { decisions } }) => {
      await decideComments(act, decisions);
      return { subject: outcomesOf(decisions) };
    },
    answer: (_, { subject }) => json({ items: JSON.parse(subject) as unknown }),
  },
);

export const putDecision = endpoint(
  {
    id: "decideComment",
    method: "PUT",
    path: "/api/v1/comments/:id/decision",
    summary: "Publish, decline or remove a comment; all but publishing needs a ground.",
    role: "moderator",
    params: byId,
    body: decisionInput,
    bodyKind: "json",
    output: commentOutput,
    errors: ["not_found", "wrong_state", "invalid"],
  },
  async ({ c, act, params, body }) => {
    const row = await decideComment(act, params.id, body);
    return json(commentJson(row, (await c.var.site()).url));
  },
);

export const deleteDecision = endpoint(
  {
    id: "undoDecision",
    method: "DELETE",
    path: "/api/v1/comments/:id/decision",
    summary: "Take the last decision back, and the standing that came with it; the record keeps both.",
    role: "moderator",
    params: byId,
    output: commentOutput,
    errors: ["not_found", "wrong_state"],
  },
  async ({ c, act, params }) => {
    const row = await undoDecision(act, params.id);
    return json(commentJson(row, (await c.var.site()).url));
  },
);
