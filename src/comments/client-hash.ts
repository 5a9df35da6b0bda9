import { inArray } from "drizzle-orm";
import type { Database } from "../db.ts";
import { base64url, keyedHash, randomSecret } from "../http/secrets.ts";
import { dayKeys } from "./schema.ts";

export const DAY_MS = 86_400_000;

/** "2016-11-30", the UTC day. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Midnight in UTC. */
export function startOfDay(at: number): number {
  return at - (at % DAY_MS);
}

/** Makes today's key where there is none yet. */
export function ensureDayKey(db: Database, now: number) {
  return db
    .insert(dayKeys)
    .values({ day: utcDay(now), key: randomSecret() })
    .onConflictDoNothing();
}

/** The statement that reads the keys of today and yesterday. */
export function currentDayKeys(db: Database, now: number) {
  return db
    .select()
    .from(dayKeys)
    .where(inArray(dayKeys.day, [utcDay(now), utcDay(now - DAY_MS)]));
}

export interface ClientHashes {
  today: string;
  /** The same client as it was hashed yesterday, so that a minute over midnight is counted as one. */
  yesterday: string;
}

/** The client under the days' keys: all that is kept of an address, and only until the keys are destroyed. */
export async function hashClient(
  client: string,
  { now, keys }: { now: number; keys: { day: string; key: string }[] },
): Promise<ClientHashes> {
  const keyOf = (at: number) => keys.find((key) => key.day === utcDay(at))?.key;
  const today = keyOf(now);
  if (!today) throw new Error("There is no key for today");
  const hash = async (key: string) => base64url(await keyedHash(key, client));
  const yesterday = keyOf(now - DAY_MS);
  return { today: await hash(today), yesterday: yesterday ? await hash(yesterday) : "" };
}
