import { isNotNull, sql } from "drizzle-orm";
import * as z from "zod";
import { BUCKET, budgetLeft, RESERVE, rateOf } from "../edge/budget.ts";
import { json } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { events } from "./schema.ts";

const queueOutput = {
  waiting: z.int().describe("Changes that it was not told of yet."),
  oldestSeconds: z.int().nullable().describe("For how long the oldest of them waits; null: none does."),
};

const edgeOutput = z
  .object({
    budget: z.object({
      left: z.int().describe("Purge calls that could be made now."),
      bucket: z.int(),
      perMinute: z.number(),
      reserve: z.int().describe("Of those left, so many are kept back for withdrawals and removals."),
    }),
    queue: z.object({
      ...queueOutput,
      repeats: z
        .int()
        .describe("Changes of which the cache is told a second time within a quarter of a minute."),
    }),
    failures: z.int().describe("Waiting changes that were refused at least once."),
    lifeboat: z.object(queueOutput),
  })
  .meta({ id: "Edge" });

export const getEdge = endpoint(
  {
    id: "getEdge",
    method: "GET",
    path: "/api/v1/edge",
    summary: "How the cache keeps up: what is left of the purge budget, what waits for it, and for how long.",
    role: "editor",
    output: edgeOutput,
  },
  async ({ c, act: { db, now } }) => {
    const rate = rateOf(c.env);
    const [[budget], [purge], [keep]] = await db.batch([
      budgetLeft(db, { now, ...rate }),
      db
        .select({
          waiting: count(sql`dispatched_at IS NULL`, "purge_waiting"),
          oldest: sql<number | null>`min(CASE WHEN dispatched_at IS NULL THEN created_at END)`.as(
            "purge_oldest",
          ),
          repeats: count(sql`dispatched_at IS NOT NULL`, "purge_repeats"),
          failures: count(sql`failures > 0`, "purge_failures"),
        })
        .from(events)
        .where(isNotNull(events.purgeAt)),
      db
        .select({
          kept: count(sql`1`, "keep_waiting"),
          since: sql<number | null>`min(created_at)`.as("keep_oldest"),
        })
        .from(events)
        .where(isNotNull(events.keepAt)),
    ]);
    const age = (since: number | null | undefined) =>
      since == null ? null : Math.max(0, Math.floor((now - since) / 1_000));
    return json({
      budget: { left: Math.floor(budget?.left ?? 0), bucket: BUCKET, ...rate, reserve: RESERVE },
      queue: {
        waiting: purge?.waiting ?? 0,
        oldestSeconds: age(purge?.oldest),
        repeats: purge?.repeats ?? 0,
      },
      failures: purge?.failures ?? 0,
      lifeboat: { waiting: keep?.kept ?? 0, oldestSeconds: age(keep?.since) },
    });
  },
);

function count(which: ReturnType<typeof sql>, name: string) {
  return sql<number>`count(CASE WHEN ${which} THEN 1 END)`.as(name);
}
