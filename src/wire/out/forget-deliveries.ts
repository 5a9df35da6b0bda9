import { sql } from "drizzle-orm";
import { command, type Database } from "../../db.ts";
import { attempts, deliveries } from "../out-schema.ts";

const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const FORGOTTEN_A_RUN = 500;

/**
 * Deletes deliveries older than 30 days with their attempts, some hundreds a run: what was settled, and what waited all
 * that time for a paused webhook. The list of events has what happened for good.
 */
export async function forgetDeliveries(db: Database, now: number): Promise<void> {
  // Ids begin with the time (RFC 9562 §5.7).
  const time = (now - KEPT_MS).toString(16).padStart(12, "0");
  const old = sql`SELECT id FROM ${deliveries}
    WHERE id < ${`${time.slice(0, 8)}-${time.slice(8)}`} AND +due_at IS NULL ORDER BY id LIMIT ${FORGOTTEN_A_RUN}`;
  await db.batch([
    command(db, sql`DELETE FROM ${attempts} WHERE delivery IN (${old})`),
    command(db, sql`DELETE FROM ${deliveries} WHERE id IN (${old})`),
  ]);
}
