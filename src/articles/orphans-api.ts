import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, rfc3339 } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { getOrphan, listOrphans, maySee, type Orphan } from "./orphans.ts";

const id = z.string();
const orphanOutput = z
  .object({
    id,
    expected: z.int().nullable(),
    body: z.unknown(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Orphan" });

function orphanJson({ id, expected, body, createdAt }: Orphan) {
  return { id, expected, body: JSON.parse(body) as unknown, createdAt: rfc3339(createdAt) };
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
    const list = `orphans:${params.id}`;
    const before = cursor === undefined ? undefined : await readCursor(c.env, list, cursor);
    const rows = await listOrphans(act, { article: params.id, limit, before });
    const positionOf = ({ createdAt, id }: Orphan) => ({ at: createdAt, id });
    const isShown = (orphan: Orphan) => maySee(act.actor, orphan);
    const { items, nextCursor } = await listPage(c.env, list, { rows, limit, positionOf, isShown });
    return json({ items: items.map(orphanJson), nextCursor });
  },
);

export const getOneOrphan = endpoint(
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
  async ({ act, params }) =>
    json(orphanJson(await getOrphan(act, { article: params.id, id: params.orphan }))),
);
