import { sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { articles } from "./schema.ts";

const DUE_A_RUN = 20;

/** A story whose moment has come, and where it stands in the order of those that are due. */
export interface Due {
  id: string;
  /** Milliseconds. */
  scheduledFor: number;
  /** Ascends as stories were made: the order of those of one moment. */
  row: number;
}

export const FROM_THE_FIRST: Due = { id: "", scheduledFor: Number.MIN_SAFE_INTEGER, row: 0 };

/** The next run of stories due by a moment (milliseconds), the longest due first; empty: there are no more. */
export async function listDue(db: Database, until: number, after: Due): Promise<Due[]> {
  return await db
    .select({ id: articles.id, scheduledFor: sql<number>`scheduled_for`, row: sql<number>`articles.rowid` })
    .from(articles)
    .where(
      sql`scheduled_for <= ${until} AND (scheduled_for, articles.rowid) > (${after.scheduledFor}, ${after.row})
        AND +status = 'scheduled'`,
    )
    .orderBy(sql`scheduled_for, articles.rowid`)
    .limit(DUE_A_RUN);
}

/** The first moment after `now` at which a story is due, milliseconds; null: there is none. */
export async function nextDue(db: Database, now: number): Promise<number | null> {
  const next = await db
    .select({ at: sql<number>`scheduled_for` })
    .from(articles)
    .where(sql`scheduled_for > ${now} AND +status = 'scheduled'`)
    .orderBy(sql`scheduled_for`)
    .limit(1)
    .get();
  return next?.at ?? null;
}
