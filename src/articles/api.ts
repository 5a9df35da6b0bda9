import * as z from "zod";
import { listQuery, readCursor, writeCursor } from "../http/cursor.ts";
import { json, noContent } from "../http/respond.ts";
import { creation, endpoint } from "../http/route.ts";
import type { Article } from "./article.ts";
import { correctArticle } from "./correct-article.ts";
import { createArticle } from "./create-article.ts";
import { deleteDraft } from "./delete-draft.ts";
import { written } from "./examples.ts";
import { articleInput, articlePatch, correctionInput, publicationInput } from "./input.ts";
import { articleJson } from "./json.ts";
import { listArticles } from "./list-articles.ts";
import { listMatches } from "./list-matches.ts";
import { articleList, articleOutput, publicationOutput } from "./output.ts";
import { etagOf, expectedTags } from "./precondition.ts";
import { placesGone } from "./public-places.ts";
import { changePublication } from "./publication.ts";
import { lastSettled } from "./receipt.ts";
import { reviseArticle } from "./revise-article.ts";
import { STATUSES } from "./schema.ts";
import { QUERY_MAX_CHARS } from "./search-query.ts";
import { slugInput } from "./slug.ts";
import { getArticle } from "./store.ts";

const LIST = "articles";
/** How an edit of one article, its text or its state, can be refused. */
const EDIT_REFUSALS = [
  "not_found",
  "precondition_required",
  "revision_conflict",
  "not_publishable",
  "wrong_state",
  "invalid",
] as const;
const byId = z.object({ id: z.string() });

function answer(article: Article, siteUrl: string, status = 200, headers: Record<string, string> = {}) {
  return json(articleJson(article, siteUrl), status, { ETag: etagOf(article), ...headers });
}

export const postArticle = creation(
  {
    id: "createArticle",
    method: "POST",
    path: "/api/v1/articles",
    summary: "Make a draft.",
    role: "writer",
    body: articleInput.meta({ id: "ArticleInput", examples: [written] }),
    bodyKind: "json",
    headers: ["ETag", "Location"],
    output: articleOutput,
    status: 201,
    errors: ["malformed_json", "unsupported_type", "too_large", "invalid"],
  },
  {
    make: async ({ c, act, body }) => {
      const { id } = await createArticle(act, body, (await c.var.site()).language);
      return { subject: id };
    },
    answer: async ({ c, act }, { subject }) => {
      const article = await getArticle(act.db, subject, act.actor);
      const Location = `/api/v1/articles/${subject}`;
      return answer(article, (await c.var.site()).url, 201, { Location });
    },
  },
);

export const getArticles = endpoint(
  {
    id: "listArticles",
    method: "GET",
    path: "/api/v1/articles",
    summary:
      "Articles, newest change first, or those in which all words of q are found. A writer sees their own and what is published. A page may hold fewer than limit, even none, where filters are combined: the list ends where nextCursor is null.",
    role: "writer",
    query: z.object({
      ...listQuery,
      status: z.enum(STATUSES).optional(),
      section: slugInput.optional(),
      author: slugInput.optional(),
      topic: slugInput.optional(),
      q: z.string().trim().min(1).max(QUERY_MAX_CHARS).optional(),
    }),
    output: articleList,
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query }) => {
    const { cursor, limit, q, ...filter } = query;
    const before = cursor === undefined ? undefined : await readCursor(c.env, LIST, cursor);
    const page = { ...filter, limit, before };
    const { items, next } = await (q === undefined
      ? listArticles(act.db, act.actor, page)
      : listMatches(act, { ...page, words: q }));
    const nextCursor = next ? await writeCursor(c.env, LIST, next) : null;
    const { url } = await c.var.site();
    return json({ items: items.map((article) => articleJson(article, url)), nextCursor });
  },
);

export const getOneArticle = endpoint(
  {
    id: "getArticle",
    method: "GET",
    path: "/api/v1/articles/:id",
    summary: "One article; its ETag is what a change has to name in If-Match.",
    role: "writer",
    params: byId,
    headers: ["ETag"],
    output: articleOutput,
    errors: ["not_found"],
  },
  async ({ c, act, params }) =>
    answer(await getArticle(act.db, params.id, act.actor), (await c.var.site()).url),
);

export const patchArticle = endpoint(
  {
    id: "reviseArticle",
    method: "PATCH",
    path: "/api/v1/articles/:id",
    summary: 'Change an article by JSON Merge Patch; "minor": true leaves the date of update.',
    role: "writer",
    params: byId,
    body: articlePatch.meta({
      id: "ArticlePatch",
      examples: [{ headline: "The ferry sails again, at half past six", minor: true }],
    }),
    bodyKind: "patch",
    headers: ["ETag"],
    output: articleOutput,
    errors: EDIT_REFUSALS,
  },
  async ({ c, act, params, body }) => {
    const tags = expectedTags(c.req.header("If-Match"));
    const article = await reviseArticle(act, { id: params.id, tags, patch: body });
    return answer(article, (await c.var.site()).url);
  },
);

export const putPublication = endpoint(
  {
    id: "putPublication",
    method: "PUT",
    path: "/api/v1/articles/:id/publication",
    summary:
      "Publish an article, now or at a later moment, take it back to a draft, withdraw it, or remove it by law (451); the receipt says what became of the cached pages.",
    role: "editor",
    params: byId,
    body: publicationInput,
    bodyKind: "json",
    headers: ["ETag"],
    output: publicationOutput,
    errors: EDIT_REFUSALS,
  },
  async ({ c, act, params, body }) => {
    const tags = expectedTags(c.req.header("If-Match"));
    const site = await c.var.site();
    const article = await changePublication(act, { id: params.id, tags, body, timeZone: site.timeZone });
    if (article.scheduledFor !== null) await c.var.ring(article.scheduledFor);
    const [settled] = await c.var.settle();
    const last = settled ?? (await lastSettled(act, article.id));
    const receipt = { ...last, ...(await placesGone(act.db, article, site.url)) };
    return json({ ...articleJson(article, site.url), receipt }, 200, { ETag: etagOf(article) });
  },
);

export const deleteArticle = endpoint(
  {
    id: "deleteArticle",
    method: "DELETE",
    path: "/api/v1/articles/:id",
    summary: "Delete a draft that was never published.",
    role: "writer",
    params: byId,
    status: 204,
    errors: ["not_found", "wrong_state", "in_use"],
  },
  async ({ act, params }) => {
    await deleteDraft(act, params.id);
    return noContent();
  },
);

export const postCorrection = creation(
  {
    id: "correctArticle",
    method: "POST",
    path: "/api/v1/articles/:id/corrections",
    summary: "Put a dated correction under a published article.",
    role: "editor",
    params: byId,
    body: correctionInput.meta({ examples: [{ text: "An earlier version named the wrong pier." }] }),
    bodyKind: "json",
    headers: ["ETag"],
    output: articleOutput,
    status: 201,
    errors: ["not_found", "wrong_state", "invalid"],
  },
  {
    make: async ({ act, params: { id }, body: { text } }) => {
      await correctArticle(act, { id, text });
      return { subject: id };
    },
    answer: async ({ c, act }, { subject }) =>
      answer(await getArticle(act.db, subject, act.actor), (await c.var.site()).url, 201),
  },
);
