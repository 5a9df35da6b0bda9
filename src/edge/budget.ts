import { eq, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { purgeBudget } from "./schema.ts";

/** Calls that the bucket holds. PLATFORM: Workers Cache, whatever the plan. */
export const BUCKET = 25;
/** Calls that only a withdrawal may take. */
export const RESERVE = 5;
const MINUTE_MS = 60_000;
/** Below half a bucket, calls stand apart by this part of the time in which one comes back: meanwhile changes gather. */
const WINDOW = 1 / 4;

export interface Rate {
  /** Calls that come back in a minute. */
  perMinute: number;
}

interface Asked extends Rate {
  /** Milliseconds. */
  now: number;
  /** A withdrawal: it takes from the reserve, and waits for nobody. */
  isUrgent: boolean;
}

export type Grant = { isGranted: true } | { isGranted: false; nextAt: number };

/** Takes one purge call from the budget, or says when (milliseconds) one is to be had. Exact: D1 decides in one statement. */
export async function takeCall(db: Database, { now, isUrgent, perMinute }: Asked): Promise<Grant> {
  const needed = isUrgent ? 1 : 1 + RESERVE;
  const windowMs = windowOf(perMinute);
  const filled = filledAt(now, perMinute);
  const isAlone = sql`(${isUrgent ? 1 : 0} OR ${filled} > ${BUCKET / 2} OR ${now} - called_at >= ${windowMs})`;
  const granted = sql<number>`(${filled} >= ${needed} AND ${isAlone})`;
  const [row] = await db
    .update(purgeBudget)
    .set({
      level: sql`${filled} - ${granted}`,
      at: sql`max(at, ${now})`,
      calledAt: sql`CASE WHEN ${granted} THEN ${now} ELSE called_at END`,
      isGranted: granted,
    })
    .where(eq(purgeBudget.id, 1))
    .returning();
  if (!row) throw new Error("The purge budget's row is missing");
  if (row.isGranted) return { isGranted: true };
  const untilFilled = ((needed - row.level) / perMinute) * MINUTE_MS;
  const untilAlone = row.level > BUCKET / 2 ? 0 : row.calledAt + windowMs - now;
  return { isGranted: false, nextAt: now + Math.ceil(Math.max(1, untilFilled, isUrgent ? 0 : untilAlone)) };
}

/** The platform says that nothing is left: others of the account call as well. What comes back from now on counts. */
export async function emptyBudget(db: Database, now: number): Promise<void> {
  await db.update(purgeBudget).set({ level: 0, at: now }).where(eq(purgeBudget.id, 1));
}

/** The statement that reads how many calls are left. */
export function budgetLeft(db: Database, { now, perMinute }: Rate & { now: number }) {
  return db
    .select({ left: sql<number>`${filledAt(now, perMinute)}`.as("calls_left") })
    .from(purgeBudget)
    .where(eq(purgeBudget.id, 1));
}

/** A minute's calls from the environment; the platform's five where nothing is set. Throws on what is no number. */
export function rateOf({ PURGES_A_MINUTE = "5" }: { PURGES_A_MINUTE?: string }): Rate {
  const perMinute = Number(PURGES_A_MINUTE);
  if (!(perMinute > 0)) throw new Error(`PURGES_A_MINUTE "${PURGES_A_MINUTE}" is no number above 0`);
  return { perMinute };
}

function windowOf(perMinute: number): number {
  return Math.round((MINUTE_MS / perMinute) * WINDOW);
}

function filledAt(now: number, perMinute: number) {
  return sql`min(${BUCKET}, level + max(0, ${now} - at) * ${perMinute / MINUTE_MS})`;
}
