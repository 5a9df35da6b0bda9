import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json } from "../http/respond.ts";
import { creation, endpoint } from "../http/route.ts";
import { articleInput } from "./input.ts";
import { articleJson } from "./json.ts";
import { articleOutput } from "./output.ts";
import { etagOf } from "./precondition.ts";
import { restoreRevision } from "./restore-revision.ts";
import { getRevision, listRevisions, revisionJson } from "./revisions.ts";
import { STATUSES } from "./schema.ts";
import { getArticle } from "./store.ts";

const id = z.string();
const number = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, "The number of a revision is needed.")
  .transform(Number);

const members = {
  number: z.int(),
  status: z.enum(STATUSES),
  minor: z.boolean(),
  actor: z.object({ id, name: z.string().nullable() }),
  createdAt: z.iso.datetime(),
};
const revisionOutput = z.object(members).meta({ id: "Revision" });

export const getRevisions = endpoint(
  {
    id: "listRevisions",
    method: "GET",
    path: "/api/v1/articles/:id/revisions",
    summary: "Every revision of an article, newest first: who wrote it, and when.",
    role: "writer",
    params: z.object({ id }),
    query: z.object(listQuery),
    output: z.object({ items: z.array(revisionOutput), nextCursor: z.string().nullable() }),
    errors: ["not_found", "invalid", "bad_cursor"],
  },
  async ({ c, act, params, query: { cursor, limit } }) => {
    const list = `revisions:${params.id}`;
    const from = cursor === undefined ? undefined : await readCursor(c.env, list, cursor);
    const rows = await listRevisions(act, { article: params.id, limit, before: from?.at });
    const positionOf = ({ number }: { number: number }) => ({ at: number, id: "" });
    const { items, nextCursor } = await listPage(c.env, list, { rows, limit, positionOf });
    return json({ items: items.map(revisionJson), nextCursor });
  },
);

export const getOneRevision = endpoint(
  {
    id: "getRevision",
    method: "GET",
    path: "/api/v1/articles/:id/revisions/:number",
    summary: "One revision, with the article as it was written then.",
    role: "writer",
    params: z.object({ id, number }),
    output: z.object({ ...members, article: z.object(articleInput.shape) }),
    errors: ["not_found", "invalid"],
  },
  async ({ act, params }) => {
    const revision = await getRevision(act, { article: params.id, number: params.number });
    return json({ ...revisionJson(revision), article: revision.content });
  },
);

export const postRestoration = creation(
  {
    id: "restoreRevision",
    method: "POST",
    path: "/api/v1/articles/:id/revisions/:number/restore",
    summary: "Make a new revision that says what an older one said; a published article keeps its address.",
    role: "writer",
    params: z.object({ id, number }),
    headers: ["ETag"],
    output: articleOutput,
    errors: ["not_found", "not_publishable", "revision_conflict", "invalid"],
  },
  {
    make: async ({ act, params }) => ({ subject: (await restoreRevision(act, params)).id }),
    answer: async ({ c, act }, { subject }) => {
      const article = await getArticle(act.db, subject, act.actor);
      return json(articleJson(article, (await c.var.site()).url), 200, { ETag: etagOf(article) });
    },
  },
);
