import { FROM_THE_FIRST, nextDue } from "./articles/due.ts";
import { forgetOrphans } from "./articles/forget-orphans.ts";
import { noteOverdue } from "./articles/overdue.ts";
import { forgetPreviews } from "./articles/preview.ts";
import { publishDue } from "./articles/publish-due.ts";
import { refreshWords } from "./articles/refresh-words.ts";
import { forgetClients } from "./comments/forget-clients.ts";
import { noteWaiting } from "./comments/note-waiting.ts";
import type { Consumers } from "./consumers.ts";
import { type Database, openDatabase } from "./db.ts";
import { ring, tryRing } from "./edge/ring.ts";
import { forgetSessions } from "./editors/desk-session.ts";
import { findSite } from "./editors/site.ts";
import type { Env } from "./env.ts";
import { byDateline } from "./http/actor.ts";
import { forgetKeys } from "./http/idempotency.ts";
import { noteDelayed } from "./wire/delayed.ts";
import { dispatch } from "./wire/dispatch.ts";
import { forgetBodies } from "./wire/inbound/forget-bodies.ts";
import { handleWaiting } from "./wire/inbound/handle-waiting.ts";
import { forgetDeliveries } from "./wire/out/forget-deliveries.ts";
import { nextTelling } from "./wire/outbox.ts";
import { sealAnew } from "./wire/seal-anew.ts";

interface Run extends Consumers {
  /** Milliseconds. */
  now: number;
}

/** What cron does each minute: what a request or the clock left undone, and what time has made due. */
export async function runJobs(env: Env, { now, ...consumers }: Run): Promise<void> {
  const db = openDatabase(env.DB);
  const results = await Promise.allSettled([
    keepTime(env, { now, ...consumers }),
    tellOfQueue(env, now),
    forgetClients(db, now),
    forgetOrphans(db, now),
    forgetPreviews(db, now),
    forgetKeys(db, now),
    forgetSessions(db, now),
    forgetBodies(db, now),
    takeUpDeliveries(env, now),
    forgetDeliveries(db, now),
    refreshWords(db),
    sealAnew(env, db),
  ]);
  const failures = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  if (failures.length === 0) return;
  for (const error of failures)
    console.error(JSON.stringify({ level: "error", message: "job failed", error }));
  throw new Error("A job failed; it is tried again in a minute.");
}

/** Tells where comments wait for longer than the site wants them to. */
async function tellOfQueue({ DB, SITE_URL }: Env, now: number): Promise<void> {
  const act = byDateline(openDatabase(DB), now);
  const { settings } = await findSite(act.db, SITE_URL);
  await noteWaiting(act, settings.comments.alertAfterMinutes);
}

/** Takes up deliveries that were stored and then left. */
async function takeUpDeliveries(env: Env, now: number): Promise<void> {
  const db = openDatabase(env.DB);
  const site = async () => (await findSite(db, env.SITE_URL)).settings;
  const late: Promise<unknown>[] = [];
  const waitUntil = (work: Promise<unknown>) => void late.push(work);
  await handleWaiting({ db, env, now, site, ring: (at) => tryRing(env, at), waitUntil });
  await Promise.all(late);
}

/** Stands in for a clock that was not rung, or whose alarm was lost, and sets it again. */
async function keepTime(env: Env, run: Run): Promise<void> {
  try {
    const next = await publishScheduled(env, run);
    if (next !== null) await ring(env, next);
  } finally {
    const act = byDateline(openDatabase(env.DB), run.now);
    await noteOverdue(act);
    await noteDelayed(act);
  }
}

/**
 * Publishes what is due and hands the outbox to its consumers, run by run. Gives the next moment at which something is
 * due or to be told (milliseconds; null: none). Throws, when all were tried, where one is worth another attempt.
 */
export async function publishScheduled(env: Env, run: Run): Promise<number | null> {
  const { now } = run;
  const db = openDatabase(env.DB);
  const act = byDateline(db, now);
  const { timeZone } = (await findSite(db, env.SITE_URL)).settings;
  const failed: string[] = [];
  for (let after = FROM_THE_FIRST, isMore = true; isMore; ) {
    const { last, failures } = await publishDue(act, { timeZone, after });
    failed.push(...failures);
    await tellConsumers(db, run);
    isMore = last !== undefined;
    after = last ?? after;
  }
  await run.deliver();
  if (failed.length > 0) throw new Error(`${failed.length} stories were not published: ${failed[0]}`);
  const moments = await Promise.all([nextDue(db, now), nextTelling(db)]);
  const known = moments.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

/** Hands the outbox to its consumers, where anything waits in it. */
async function tellConsumers(db: Database, { now, watch, ...consumers }: Run): Promise<void> {
  const next = await nextTelling(db);
  if (next === null || next > now) return;
  const { outcomes } = await dispatch(db, { ...consumers, now });
  const told = [...outcomes.values()].map(({ event }) => event);
  await watch(told.filter(({ dispatchedAt }) => dispatchedAt === null));
}
