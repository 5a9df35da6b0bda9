import { eq, sql } from "drizzle-orm";
import { command, type Database } from "../db.ts";
import { words } from "../ui/words.ts";
import { decisions, moderation } from "./schema.ts";

const LAST_DECISIONS = 200;

/**
 * The statement that keeps how long comments wait: the median and the 90th percentile of the last 200 decisions
 * (nearest rank). Read with one row, so that no page adds up what every page says.
 */
export function keepWait(db: Database) {
  const last = sql`
    SELECT wait_ms FROM ${decisions} WHERE wait_ms IS NOT NULL ORDER BY seq DESC LIMIT ${LAST_DECISIONS}`;
  const ranked = sql`SELECT wait_ms, cume_dist() OVER (ORDER BY wait_ms) AS part FROM (${last})`;
  return command(
    db,
    sql`
    UPDATE ${moderation} SET (median_ms, p90_ms) = (
      SELECT min(wait_ms) FILTER (WHERE part >= 0.5), min(wait_ms) FILTER (WHERE part >= 0.9) FROM (${ranked}))
    WHERE id = 1`,
  );
}

/** How long comments waited for a decision lately, in milliseconds; null before the first one. */
export interface Wait {
  medianMs: number | null;
  p90Ms: number | null;
}

/** The statement that reads it: one row. */
export function expectedWait(db: Database) {
  return db
    .select({ medianMs: moderation.medianMs, p90Ms: moderation.p90Ms })
    .from(moderation)
    .where(eq(moderation.id, 1));
}

const MINUTE_MS = 60_000;

/** How long a comment waits, in plain words; undefined before the first decision. */
export function sayWaitFor(wait: Wait | undefined, language: string): string | undefined {
  if (wait?.medianMs == null || wait.p90Ms == null) return undefined;
  const minutes = (ms: number) => Math.max(1, Math.ceil(ms / MINUTE_MS));
  return words(language).expectedWait(minutes(wait.medianMs), minutes(wait.p90Ms));
}
