import { and, desc, eq, sql } from "drizzle-orm";
import * as z from "zod";
import { AppError } from "../errors.ts";
import { type Actor, covers } from "../http/actor.ts";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, rfc3339 } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { orphans } from "./schema.ts";
import { getArticle } from "./store.ts";

const id = z.string();
const orphanOutput = z.object({
  id: z.string(),
  expected: z.int().nullable(),
  body: z.unknown(),
  createdAt: z.iso.datetime(),
});

type Row = typeof orphans.$inferSelect;
const orphanJson = ({ id, expected, body, createdAt }: Row) => ({
  id,
  expected,
  body: JSON.parse(body) as unknown,
  createdAt: rfc3339(createdAt),
});

/** To a writer, the refused edits of others are unpublished text like any draft. */
function ownOnly({ id, role }: Actor) {
  return covers(role, "editor") ? undefined : eq(orphans.actor, id);
}

export const getOrphans = endpoint(
  {
    id: "listOrphans",
    method: "GET",
    path: "/api/v1/articles/:id/orphans",
    summary: "Edits of an article that were refused because somebody else was faster, newest first.",
    role: "writer",
    params: z.object({ id }),
    query: z.object(listQuery),
    output: z.object({ items: z.array(orphanOutput), nextCursor: z.string().nullable() }),
    errors: ["not_found", "invalid", "bad_cursor"],
  },
  async ({ c, act, params, query: { cursor, limit } }) => {
    await getArticle(act.db, params.id, act.actor);
    const isSeen = and(eq(orphans.article, params.id), ownOnly(act.actor));
    const list = `orphans:${params.id}`;
    const before = cursor === undefined ? undefined : await readCursor(c.env, list, cursor);
    const older = before && sql`(${orphans.createdAt}, ${orphans.id}) < (${before.at}, ${before.id})`;
    const rows = await act.db
      .select()
      .from(orphans)
      .where(and(isSeen, older))
      .orderBy(desc(orphans.createdAt), desc(orphans.id))
      .limit(limit + 1);
    const positionOf = ({ createdAt, id }: Row) => ({ at: createdAt, id });
    const { items, nextCursor } = await listPage(c.env, list, { rows, limit, positionOf });
    return json({ items: items.map(orphanJson), nextCursor });
  },
);

export const getOrphan = endpoint(
  {
    id: "getOrphan",
    method: "GET",
    path: "/api/v1/articles/:id/orphans/:orphan",
    summary: "One refused edit, whole.",
    role: "writer",
    params: z.object({ id, orphan: id }),
    output: orphanOutput,
    errors: ["not_found"],
  },
  async ({ act, params }) => {
    await getArticle(act.db, params.id, act.actor);
    const isIt = and(eq(orphans.id, params.orphan), eq(orphans.article, params.id), ownOnly(act.actor));
    const row = await act.db.select().from(orphans).where(isIt).get();
    if (!row) throw new AppError("not_found", `There is no orphan "${params.orphan}" of this article.`);
    return json(orphanJson(row));
  },
);
