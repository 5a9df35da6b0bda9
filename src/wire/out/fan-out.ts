import { type SQL, sql } from "drizzle-orm";
import { command, type Database } from "../../db.ts";
import { deliveries, webhooks } from "../out-schema.ts";
import { events } from "../schema.ts";

/** After a run of fewer there is nothing left. */
export const FANNED_A_RUN = 200;

/** Who is told beside webhooks. */
export interface Pinged {
  /** Address of the WebSub hub; null: there is none. */
  hub: string | null;
  /** Whether search engines are told. */
  isIndexed: boolean;
}

/** What readers and machines see of: pings are about nothing else. */
const PINGED_TYPES = sql.raw(
  "('article.published', 'article.updated', 'article.corrected', 'article.withdrawn', 'article.removed')",
);

/** An id for each row (RFC 9562 §5.7): 48 bits of time, the rest of chance. */
export function rowId(now: number): SQL {
  const time = now.toString(16).padStart(12, "0");
  const head = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  return sql`printf('%s%03x-%04x-%012x', ${head}, abs(random() % 4096), 32768 + abs(random() % 16384), abs(random() % 281474976710656))`;
}

const columns = sql.raw(
  "(id, kind, webhook, event, event_seq, type, subject, event_at, request_id, hops, status, due_at, created_at)",
);
/** What a delivery has from its event; further hops are counted here. */
const fromEvent = sql.raw(
  "e.id, e.seq, e.type, e.subject, e.created_at, e.request_id, e.hops + 1, 'pending'",
);

/**
 * The statements that make deliveries of what happened since the last run, one for each receiver, and note that they are
 * made. A paused webhook's wait for it to be resumed; a disabled one gets none.
 */
export function fanOut(db: Database, { hub, isIndexed }: Pinged, now: number) {
  const next = sql`SELECT seq FROM ${events} WHERE fan_at IS NOT NULL ORDER BY seq LIMIT ${FANNED_A_RUN}`;
  const isNext = sql`e.seq IN (${next})`;
  const isMatched = sql`EXISTS (SELECT 1 FROM json_each(receivers.events) WHERE e.type GLOB json_each.value)`;
  const ping = (kind: string, isOn: boolean) => sql`
    SELECT ${rowId(now)}, ${kind}, NULL, ${fromEvent}, ${now}, ${now}
    FROM ${events} e
    WHERE ${Number(isOn)} AND ${isNext} AND e.type IN ${PINGED_TYPES} AND e.data ->> '$.article.path' IS NOT NULL`;
  return [
    command(
      db,
      sql`INSERT INTO ${deliveries} ${columns}
        SELECT ${rowId(now)}, 'webhook', receivers.id, ${fromEvent}, iif(receivers.state = 'active', ${now}, NULL), ${now}
        FROM ${events} e CROSS JOIN ${webhooks} receivers
        WHERE ${isNext} AND receivers.state <> 'disabled' AND ${isMatched}
        UNION ALL ${ping("websub", hub !== null)}
        UNION ALL ${ping("indexnow", isIndexed)}`,
    ),
    db
      .update(events)
      .set({ fanAt: null })
      .where(sql`${events.seq} IN (${next})`)
      .returning({ seq: events.seq }),
  ] as const;
}
