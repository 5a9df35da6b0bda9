import { and, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import { type ClientHashes, DAY_MS } from "./client-hash.ts";
import { comments } from "./schema.ts";

const MINUTE_MS = 60_000;
export const COMMENTS_A_MINUTE = 5;
export const COMMENTS_A_DAY = 30;

const POLICY = `"minute";q=${COMMENTS_A_MINUTE};w=60, "day";q=${COMMENTS_A_DAY};w=86400`;

/** The condition under which a client may comment, decided by D1 in the insert itself. CONTRACT §4. */
export function isWithinLimits({ today, yesterday }: ClientHashes, now: number): SQL {
  return sql`
    (SELECT count(*) FROM ${comments} WHERE client_hash IN (${today}, ${yesterday}) AND created_at > ${now - MINUTE_MS})
      < ${COMMENTS_A_MINUTE}
    AND (SELECT count(*) FROM ${comments} WHERE client_hash = ${today} AND created_at >= ${startOfDay(now)})
      < ${COMMENTS_A_DAY}`;
}

/** The statement that reads when this client commented today and in the last minute. */
export function recentTimes(db: Database, { today, yesterday }: ClientHashes, now: number) {
  return db
    .select({ at: comments.createdAt, hash: comments.clientHash })
    .from(comments)
    .where(
      and(inArray(comments.clientHash, [today, yesterday]), gt(comments.createdAt, Math.min(now - MINUTE_MS, startOfDay(now) - 1))),
    )
    .orderBy(comments.createdAt);
}

/** How much is left, and from when on there is more. Times in milliseconds. */
export interface Allowance {
  left: number;
  /** Seconds until another comment is possible where nothing is left, else until the minute is over. */
  resetS: number;
}

export function allowanceFrom(rows: { at: number; hash: string | null }[], hashes: ClientHashes, now: number): Allowance {
  const minute = rows.map((row) => row.at).filter((at) => at > now - MINUTE_MS).sort((a, b) => a - b);
  const today = rows.filter((row) => row.hash === hashes.today && row.at >= startOfDay(now)).length;
  const left = Math.max(0, Math.min(COMMENTS_A_MINUTE - minute.length, COMMENTS_A_DAY - today));
  const freed = minute[Math.max(0, minute.length - COMMENTS_A_MINUTE)];
  const untilMinute = freed === undefined ? 0 : freed + MINUTE_MS - now;
  const untilDay = today >= COMMENTS_A_DAY ? startOfDay(now) + DAY_MS - now : 0;
  return { left, resetS: Math.max(1, Math.ceil(Math.max(untilMinute, untilDay) / 1_000)) };
}

/** RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-11). */
export function rateLimitHeaders({ left, resetS }: Allowance): Record<string, string> {
  return { "RateLimit-Policy": POLICY, RateLimit: `"minute";r=${left};t=${resetS}` };
}

/** 429, with the moment from which on the next comment is taken. */
export function limitReached(allowance: Allowance): AppError {
  const headers = { ...rateLimitHeaders(allowance), "Retry-After": String(allowance.resetS) };
  const wait = allowance.resetS > 90 ? "tomorrow" : `in ${allowance.resetS} seconds`;
  return new AppError("rate_limited", `That were many comments in a short time. Your text is kept here: send it again ${wait}.`, { headers });
}

/** The cheap gate before D1: it counts per location and only roughly. Throws 429. */
export async function passGate(gate: RateLimit, client: string): Promise<void> {
  const { success } = await gate.limit({ key: client });
  if (!success) throw limitReached({ left: 0, resetS: MINUTE_MS / 1_000 });
}

function startOfDay(now: number): number {
  return now - (now % DAY_MS);
}
