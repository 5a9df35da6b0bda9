import { and, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import { type ClientHashes, DAY_MS, startOfDay } from "./client-hash.ts";
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
  const since = Math.min(now - MINUTE_MS, startOfDay(now) - 1);
  return db
    .select({ at: comments.createdAt, hash: comments.clientHash })
    .from(comments)
    .where(and(inArray(comments.clientHash, [today, yesterday]), gt(comments.createdAt, since)));
}

/** How many comments are left, and the seconds until there is one more. */
interface Quota {
  left: number;
  resetS: number;
}

/** What a client may still say. The gate knows nothing of the day. */
export interface Allowance {
  minute: Quota;
  day?: Quota;
}

export function allowanceFrom(
  rows: { at: number; hash: string | null }[],
  hashes: ClientHashes,
  now: number,
): Allowance {
  const times = rows.map(({ at }) => at).sort((a, b) => a - b);
  const minute = times.filter((at) => at > now - MINUTE_MS);
  const today = rows.filter(({ hash }) => hash === hashes.today).length;
  const freed = minute[Math.max(0, minute.length - COMMENTS_A_MINUTE)] ?? now;
  return {
    minute: quota(COMMENTS_A_MINUTE - minute.length, freed + MINUTE_MS - now),
    day: quota(COMMENTS_A_DAY - today, startOfDay(now) + DAY_MS - now),
  };
}

function quota(left: number, resetMs: number): Quota {
  return { left: Math.max(0, left), resetS: Math.max(1, Math.ceil(resetMs / 1_000)) };
}

/** RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-11). */
export function rateLimitHeaders(allowance: Allowance): Record<string, string> {
  const items = Object.entries(allowance).map(
    ([name, { left, resetS }]) => `"${name}";r=${left};t=${resetS}`,
  );
  return { "RateLimit-Policy": POLICY, RateLimit: items.join(", ") };
}

/** 429, with the moment from which on the next comment is taken. */
export function limitReached(allowance: Allowance): AppError {
  const used = Object.values(allowance).filter(({ left }: Quota) => left === 0);
  const waitS = Math.max(1, ...used.map(({ resetS }: Quota) => resetS));
  const headers = { ...rateLimitHeaders(allowance), "Retry-After": String(waitS) };
  const wait = waitS > MINUTE_MS / 1_000 ? "tomorrow" : `in ${waitS} seconds`;
  const detail = `Too many comments came from here in a short time. Send this one again ${wait}.`;
  return new AppError("rate_limited", detail, { headers });
}

/** The cheap gate before D1: it counts per location and only roughly. Throws 429. */
export async function passGate(gate: RateLimit, client: string): Promise<void> {
  const { success } = await gate.limit({ key: client });
  if (!success) throw limitReached({ minute: { left: 0, resetS: MINUTE_MS / 1_000 } });
}
