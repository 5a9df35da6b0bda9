import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { decideComment } from "./decide-comment.ts";
import { commentOutput, decisionInput } from "./input.ts";
import { COMMENT_STATUSES } from "./schema.ts";
import { type CommentRow, commentJson, isAskedFor, listComments } from "./store.ts";

const LIST = "comments";

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

export const putDecision = endpoint(
  {
    id: "decideComment",
    method: "PUT",
    path: "/api/v1/comments/:id/decision",
    summary: "Publish, decline or remove a comment; all but publishing needs a ground.",
    role: "moderator",
    params: z.object({ id: z.string() }),
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
