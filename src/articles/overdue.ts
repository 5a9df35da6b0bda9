import { type SQL, sql } from "drizzle-orm";
import { inOrder } from "../db.ts";
import type { Act } from "../http/actor.ts";
import { rfc3339 } from "../http/respond.ts";
import { recordEvent } from "../wire/events.ts";
import { events } from "../wire/schema.ts";
import { type Due, FROM_THE_FIRST, listDue } from "./due.ts";
import { articles } from "./schema.ts";

/** A story that is still scheduled so long after its moment won't come by itself. */
const OVERDUE_MS = 60_000;
const MAX_COUNTED = 1_000;

/** How many stories are overdue, as an expression; 1,000 at most. */
export function countOverdue(now: number): SQL {
  return sql`(SELECT count(*) FROM (
    SELECT 1 FROM ${articles} WHERE scheduled_for <= ${now - OVERDUE_MS} AND +status = 'scheduled'
    LIMIT ${MAX_COUNTED}))`;
}

/** Records for each overdue story that it is: once for each moment that it missed. */
export async function noteOverdue(act: Act): Promise<void> {
  for (let after: Due | undefined = FROM_THE_FIRST; after; ) {
    const overdue: Due[] = await listDue(act.db, act.now - OVERDUE_MS, after);
    if (overdue.length > 0) await act.db.batch(inOrder(overdue.map((story) => overdueEvent(act, story))));
    after = overdue.at(-1);
  }
}

function overdueEvent(act: Act, { id, scheduledFor }: Due) {
  const missed = rfc3339(scheduledFor);
  const isNoted = sql`SELECT 1 FROM ${events}
    WHERE subject = ${id} AND type = 'article.overdue' AND data ->> 'scheduledFor' = ${missed}`;
  const rows = sql`FROM ${articles}
    WHERE id = ${id} AND status = 'scheduled' AND scheduled_for = ${scheduledFor} AND NOT EXISTS (${isNoted})`;
  return recordEvent(act, { type: "article.overdue", subject: id, data: { scheduledFor: missed } }, rows);
}
