import { desc, sql } from "drizzle-orm";
import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, rfc3339 } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { audit } from "./schema.ts";

const LIST = "audit";
/** Beyond every number that D1 gives (SQLite, "AUTOINCREMENT"), and exact as a double. */
const END = Number.MAX_SAFE_INTEGER;

const entryOutput = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: z.object({ id: z.string(), name: z.string() }),
    action: z.string().describe('What was done, such as "article.publish".'),
    subject: z.string().describe("Id or slug of what it was done to."),
    detail: z.record(z.string(), z.unknown()),
    requestId: z.string(),
  })
  .meta({ id: "AuditEntry" });

type Row = typeof audit.$inferSelect;

export const getAudit = endpoint(
  {
    id: "listAudit",
    method: "GET",
    path: "/api/v1/audit",
    summary: "Who did what, when, to what; newest first, never rewritten.",
    role: "publisher",
    query: z.object(listQuery),
    output: z.object({ items: z.array(entryOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit } }) => {
    const before = cursor === undefined ? END : (await readCursor(c.env, LIST, cursor)).at;
    const rows = await act.db
      .select()
      .from(audit)
      .where(sql`${audit.seq} < ${before}`)
      .orderBy(desc(audit.seq))
      .limit(limit + 1);
    const positionOf = ({ seq }: Row) => ({ at: seq, id: "" });
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf });
    return json({ items: items.map(entryJson), nextCursor });
  },
);

function entryJson({ seq, at, actor, actorName, action, subject, detail, requestId }: Row) {
  return {
    id: String(seq),
    at: rfc3339(at),
    actor: { id: actor, name: actorName },
    action,
    subject,
    detail: JSON.parse(detail) as Record<string, unknown>,
    requestId,
  };
}
