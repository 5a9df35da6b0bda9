import { asc, eq, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "../../db.ts";
import type { Env } from "../../env.ts";
import { AppError } from "../../errors.ts";
import { readCursor, writeCursor } from "../../http/cursor.ts";
import { json } from "../../http/respond.ts";
import { endpoint } from "../../http/route.ts";
import { events, TOLD } from "../schema.ts";
import { eventOutput, tell } from "./told.ts";

const LIST = "events";

export const getEvents = endpoint(
  {
    id: "listEvents",
    method: "GET",
    path: "/api/v1/events",
    summary:
      "What happened, in the order in which it was committed. Go on with `after=nextCursor`; where that is null there is nothing new: ask again later with the `after` of before.",
    role: "publisher",
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      after: z.string().optional().describe("A cursor, or the id of the last event that was seen."),
    }),
    output: z.object({ items: z.array(eventOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act: { db }, query: { after, limit } }) => {
    const seq = after === undefined ? 0 : await seqOf(c.env, db, after);
    const rows = await db
      .select({
        seq: events.seq,
        id: events.id,
        type: events.type,
        subject: events.subject,
        at: events.createdAt,
      })
      .from(events)
      .where(sql`${events.seq} > ${seq} AND ${events.type} IN ${sql.raw(TOLD)}`)
      .orderBy(asc(events.seq))
      .limit(limit);
    const last = rows.at(-1);
    const nextCursor = last ? await writeCursor(c.env, LIST, { at: last.seq, id: "" }) : null;
    return json({ items: await tell(db, rows, (await c.var.site()).url), nextCursor });
  },
);

/** The number of the last event that was seen. Throws 400 `bad_cursor`. */
async function seqOf(env: Env, db: Database, after: string): Promise<number> {
  if (after.includes(".")) return (await readCursor(env, LIST, after)).at;
  const seen = await db.select({ seq: events.seq }).from(events).where(eq(events.id, after)).get();
  if (!seen) throw new AppError("bad_cursor", "This is no cursor of this list, nor the id of an event.");
  return seen.seq;
}
