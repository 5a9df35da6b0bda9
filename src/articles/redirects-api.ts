import { asc, gt, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "../db.ts";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, noContent, rfc3339 } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { deleteRedirect } from "./delete-redirect.ts";
import { putRedirect } from "./put-redirect.ts";
import { redirectInput, redirectParams } from "./redirect-input.ts";
import { articles, redirects } from "./schema.ts";

const LIST = "redirects";
const redirectOutput = z
  .object({
    path: z.string(),
    to: z.string().describe("Of a slug that changed: where the article stands now."),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Redirect" });

interface Row {
  path: string;
  to: string;
  createdAt: number;
}

export const getRedirects = endpoint(
  {
    id: "listRedirects",
    method: "GET",
    path: "/api/v1/redirects",
    summary: "The paths that lead elsewhere: those kept by hand, and those that a changed slug has made.",
    role: "publisher",
    query: z.object(listQuery),
    output: z.object({ items: z.array(redirectOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit } }) => {
    const after = cursor === undefined ? "" : (await readCursor(c.env, LIST, cursor)).id;
    const rows = await listRedirects(act.db, { limit, after });
    const positionOf = ({ path }: Row) => ({ at: 0, id: path });
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf });
    return json({ items: items.map(redirectJson), nextCursor });
  },
);

export const putOneRedirect = endpoint(
  {
    id: "putRedirect",
    method: "PUT",
    path: "/api/v1/redirects/:path",
    summary: "Let a path, percent-encoded in the address, lead to another path or an https address.",
    role: "publisher",
    params: redirectParams,
    body: redirectInput,
    bodyKind: "json",
    output: redirectOutput,
    errors: ["invalid", "wrong_state"],
  },
  async ({ c, act, params: { path }, body: { to } }) => {
    const { url } = await c.var.site();
    return json(redirectJson(await putRedirect(act, { path, to, siteUrl: url })));
  },
);

export const deleteOneRedirect = endpoint(
  {
    id: "deleteRedirect",
    method: "DELETE",
    path: "/api/v1/redirects/:path",
    summary: "Let a path lead nowhere any more.",
    role: "publisher",
    params: redirectParams,
    status: 204,
    errors: ["not_found", "invalid"],
  },
  async ({ act, params: { path } }) => {
    await deleteRedirect(act, path);
    return noContent();
  },
);

async function listRedirects(
  db: Database,
  { limit, after }: { limit: number; after: string },
): Promise<Row[]> {
  const now = sql`(SELECT at.path FROM ${articles} at WHERE at.id = redirects.article)`;
  return await db
    .select({
      path: redirects.path,
      to: sql<string>`coalesce(redirects.target, ${now})`.as("leads_to"),
      createdAt: redirects.createdAt,
    })
    .from(redirects)
    .where(gt(redirects.path, after))
    .orderBy(asc(redirects.path))
    .limit(limit + 1);
}

function redirectJson({ path, to, createdAt }: Row) {
  return { path, to, createdAt: rfc3339(createdAt) };
}
