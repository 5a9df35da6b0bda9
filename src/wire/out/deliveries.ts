import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "../../db.ts";
import { rfc3339 } from "../../http/respond.ts";
import { attempts, DELIVERY_KINDS, DELIVERY_STATUSES, deliveries } from "../out-schema.ts";

export type DeliveryRow = typeof deliveries.$inferSelect;
export type AttemptRow = typeof attempts.$inferSelect;

const time = z.iso.datetime();
export const deliveryOutput = z
  .object({
    id: z.string(),
    kind: z.enum(DELIVERY_KINDS),
    webhook: z.string().nullable().describe("Null: the hub's, or IndexNow's."),
    event: z.object({
      id: z.string().describe("What the receiver sees as webhook-id: the same over all attempts."),
      type: z.string(),
      timestamp: time,
    }),
    subject: z.string().describe("Id of the article or comment."),
    requestId: z.string().describe("The request that caused it."),
    status: z.enum(DELIVERY_STATUSES),
    createdAt: time,
    nextAttemptAt: time.nullable().describe("Null: it is settled, or its webhook is paused."),
    attempts: z.array(
      z.object({
        at: time,
        status: z.int().nullable().describe("HTTP status; null: there was no answer."),
        durationMs: z.int(),
        error: z.string().nullable(),
        excerpt: z.string().describe("The beginning of the answer, 1,000 bytes at most."),
      }),
    ),
  })
  .meta({ id: "Delivery" });

export interface DeliveryFilter {
  webhook?: string | undefined;
  status?: (typeof DELIVERY_STATUSES)[number] | undefined;
}

/** One delivery, or undefined. */
export async function findDelivery(db: Database, id: string): Promise<DeliveryRow | undefined> {
  return await db.select().from(deliveries).where(eq(deliveries.id, id)).get();
}

/** Deliveries, newest first; `limit + 1` rows where there are more. */
export async function listDeliveries(
  db: Database,
  { webhook, status, before, limit }: DeliveryFilter & { before?: string | undefined; limit: number },
): Promise<DeliveryRow[]> {
  const isAskedFor: (SQL | undefined)[] = [
    webhook === undefined ? undefined : eq(deliveries.webhook, webhook),
    status && eq(deliveries.status, status),
    before === undefined ? undefined : sql`${deliveries.id} < ${before}`,
  ];
  return await db
    .select()
    .from(deliveries)
    .where(and(...isAskedFor))
    .orderBy(desc(deliveries.id))
    .limit(limit + 1);
}

/** The attempts of these deliveries, each one's in their order. */
export async function attemptsOf(
  db: Database,
  rows: readonly DeliveryRow[],
): Promise<Map<string, AttemptRow[]>> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const made = await db
    .select()
    .from(attempts)
    .where(sql`${attempts.delivery} IN (SELECT value FROM json_each(${ids}))`);
  return Map.groupBy(
    made.sort((a, b) => a.number - b.number),
    ({ delivery }) => delivery,
  );
}

/** A delivery with its attempts as the API shows it: never what was sent. CONTRACT §6. */
export function deliveryJson(row: DeliveryRow, made: readonly AttemptRow[] = []) {
  const { id, kind, webhook, subject, requestId, status } = row;
  return {
    id,
    kind,
    webhook,
    event: { id: row.event, type: row.type, timestamp: rfc3339(row.eventAt) },
    subject,
    requestId,
    status,
    createdAt: rfc3339(row.createdAt),
    nextAttemptAt: rfc3339(row.dueAt),
    attempts: made.map(({ at, status, durationMs, error, excerpt }) => ({
      at: rfc3339(at),
      status,
      durationMs,
      error,
      excerpt,
    })),
  };
}
