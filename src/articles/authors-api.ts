import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, noContent } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { deleteAuthor } from "./delete-author.ts";
import { getAuthor, listAuthors } from "./directory.ts";
import { anySlug, authorInput } from "./input.ts";
import { putAuthor } from "./put-author.ts";

const LIST = "authors";
const authorOutput = authorInput.extend({ slug: z.string() }).meta({ id: "Author" });

export const getAuthors = endpoint(
  {
    id: "listAuthors",
    method: "GET",
    path: "/api/v1/authors",
    summary: "The authors by their slugs. A writer is told an e-mail only where it is public.",
    role: "writer",
    query: z.object(listQuery),
    output: z.object({ items: z.array(authorOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit } }) => {
    const after = cursor === undefined ? undefined : await readCursor(c.env, LIST, cursor);
    const rows = await listAuthors(act, { limit, after });
    const positionOf = ({ slug }: { slug: string }) => ({ at: 0, id: slug });
    return json(await listPage(c.env, LIST, { rows, limit, positionOf }));
  },
);

export const getOneAuthor = endpoint(
  {
    id: "getAuthor",
    method: "GET",
    path: "/api/v1/authors/:slug",
    summary: "One author. A writer is told the e-mail only where it is public.",
    role: "writer",
    params: anySlug,
    output: authorOutput,
    errors: ["not_found", "invalid"],
  },
  async ({ act, params: { slug } }) => json(await getAuthor(act, slug)),
);

export const putOneAuthor = endpoint(
  {
    id: "putAuthor",
    method: "PUT",
    path: "/api/v1/authors/:slug",
    summary: "Make an author, or change their name, e-mail and biography.",
    role: "editor",
    params: anySlug,
    body: authorInput,
    bodyKind: "json",
    output: authorOutput,
    errors: ["invalid"],
  },
  async ({ act, params, body }) => json(await putAuthor(act, params.slug, body)),
);

export const deleteOneAuthor = endpoint(
  {
    id: "deleteAuthor",
    method: "DELETE",
    path: "/api/v1/authors/:slug",
    summary: "Delete an author who signs no article, in whatever state.",
    role: "editor",
    params: anySlug,
    status: 204,
    errors: ["not_found", "in_use", "invalid"],
  },
  async ({ act, params: { slug } }) => {
    await deleteAuthor(act, slug);
    return noContent();
  },
);
