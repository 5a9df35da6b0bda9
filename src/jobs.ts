import { forgetOrphans } from "./articles/forget-orphans.ts";
import { forgetPreviews } from "./articles/preview.ts";
import { refreshWords } from "./articles/refresh-words.ts";
import { forgetClients } from "./comments/forget-clients.ts";
import { openDatabase } from "./db.ts";
import type { PurgeableCache } from "./edge/edge.ts";
import type { Env } from "./env.ts";
import { forgetKeys } from "./http/idempotency.ts";
import { dispatch } from "./wire/dispatch.ts";

/** What cron does each minute: what a request left undone, and what time has made due. */
export async function runJobs(env: Env, cache: PurgeableCache, now: number): Promise<void> {
  const db = openDatabase(env.DB);
  const results = await Promise.allSettled([
    dispatch(db, cache, now),
    forgetClients(db, now),
    forgetOrphans(db, now),
    forgetPreviews(db, now),
    forgetKeys(db, now),
    refreshWords(db),
  ]);
  const failures = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  if (failures.length === 0) return;
  for (const error of failures)
    console.error(JSON.stringify({ level: "error", message: "job failed", error }));
  throw new Error("A job failed; it is tried again in a minute.");
}
