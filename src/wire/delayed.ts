import { and, asc, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "./events.ts";
import { events } from "./schema.ts";

/** Readers may see old text for so long without anybody being told. */
const DELAYED_MS = 60_000;

/** Records that the oldest change that the cache was not told of waits for more than a minute: once for each. */
export async function noteDelayed(act: Act): Promise<void> {
  const oldest = await act.db
    .select({ id: events.id, createdAt: events.createdAt })
    .from(events)
    .where(
      and(
        isNotNull(events.purgeAt),
        isNull(events.dispatchedAt),
        lte(events.createdAt, act.now - DELAYED_MS),
      ),
    )
    .orderBy(asc(events.purgeAt))
    .limit(1)
    .get();
  if (!oldest) return;
  const isNoted = sql`SELECT 1 FROM ${events} WHERE subject = ${oldest.id} AND type = 'edge.delayed'`;
  const data = { since: new Date(oldest.createdAt).toISOString() };
  await recordEvent(
    act,
    { type: "edge.delayed", subject: oldest.id, data },
    sql`FROM (SELECT 1) WHERE NOT EXISTS (${isNoted})`,
  );
}
