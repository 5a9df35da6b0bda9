import { and, isNotNull, lt } from "drizzle-orm";
import type { Database } from "../db.ts";
import { DAY_MS, startOfDay, utcDay } from "./client-hash.ts";
import { comments, dayKeys } from "./schema.ts";

/** Destroys the keys of the day before yesterday and older, and with them the hashes that were made with them. */
export async function forgetClients(db: Database, now: number): Promise<void> {
  const startOfYesterday = startOfDay(now) - DAY_MS;
  await db.batch([
    db.delete(dayKeys).where(lt(dayKeys.day, utcDay(startOfYesterday))),
    db
      .update(comments)
      .set({ clientHash: null })
      .where(and(isNotNull(comments.clientHash), lt(comments.createdAt, startOfYesterday))),
  ]);
}
