import { sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { inbox } from "../inbound-schema.ts";

/** CONTRACT §5: how long a delivery is kept as it came. Its digest and version stay. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const FORGOTTEN_A_RUN = 500;

/** Forgets bodies and headers older than 30 days, the oldest first, some hundreds a run. */
export async function forgetBodies(db: Database, now: number): Promise<void> {
  await db
    .update(inbox)
    .set({ body: null, headers: "{}" })
    .where(sql`rowid IN (
      SELECT rowid FROM ${inbox} WHERE received_at <= ${now - KEPT_MS} AND body IS NOT NULL
      ORDER BY received_at LIMIT ${FORGOTTEN_A_RUN})`);
}
