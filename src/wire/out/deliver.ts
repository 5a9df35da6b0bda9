import { sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import type { Env } from "../../env.ts";
import { HOPS_HEADER } from "../../http/hops.ts";
import { refusedPlace } from "../../http/public-url.ts";
import { webhooks } from "../out-schema.ts";
import { type Claimed, claimDue, nextDueDelivery, release } from "./claim.ts";
import { drawPayloads } from "./draw-payloads.ts";
import { FANNED_A_RUN, fanOut } from "./fan-out.ts";
import { keepAttempt } from "./keep-attempt.ts";
import { indexNowAddress, isIndexed } from "./pings.ts";
import { secretsOf } from "./secrets.ts";
import { type Answer, type Outgoing, send, unsent } from "./send.ts";
import { signed } from "./signed.ts";
import type { WebhookRow } from "./webhooks.ts";

/** No attempt begins later in a run: with the 15 seconds of the last one it is over before the platform ends it. */
const RUN_MS = 10_000;
/** The platform lets six connections wait for their answers. */
const LANES = 4;
const TIMEOUT_MS = 15_000;
/** After a failure of our own. */
const BACKOFF_MS = 5_000;
/** What waits for another run's attempt is looked at again so soon. */
const AGAIN_MS = 1_000;

/** What deliveries are made with. */
export interface Sending {
  env: Env;
  db: Database;
  site: () => Promise<{ url: string; webSubHub: string | null }>;
  /** Makes the clock go off at a moment, milliseconds. */
  ring: (at: number) => Promise<void>;
  /** How long a receiver may take, milliseconds; 15 seconds where nothing is said. CONTRACT §6. */
  timeoutMs?: number;
}

/**
 * Makes deliveries of what happened and sends what is due, until nothing is or the time is up; then the clock goes on.
 * D1 holds all that is still to be done: whoever runs next, cron at the latest, finds it. It never throws.
 */
export async function deliver(sending: Sending): Promise<void> {
  await deliverDue(sending).catch(async (error: unknown) => {
    console.error(JSON.stringify({ level: "error", message: "deliveries failed", error: String(error) }));
    await sending.ring(Date.now() + BACKOFF_MS);
  });
}

async function deliverDue(sending: Sending): Promise<void> {
  const { db, ring } = sending;
  const site = await sending.site();
  const pinged = { hub: site.webSubHub, isIndexed: isIndexed(site.url) };
  const began = performance.now();
  while (performance.now() - began < RUN_MS) {
    const now = Date.now();
    const [, fanned, claimed, [next]] = await db.batch([
      ...fanOut(db, pinged, now),
      claimDue(db, now),
      nextDueDelivery(db),
    ]);
    await sendAll(sending, { site, claimed: claimed as Claimed[], until: began + RUN_MS });
    if (claimed.length > 0 || fanned.length >= FANNED_A_RUN) continue;
    if (typeof next?.dueAt === "number") await ring(Math.max(next.dueAt, now + AGAIN_MS));
    return;
  }
  await ring(Date.now());
}

type Site = Awaited<ReturnType<Sending["site"]>>;

interface Run {
  site: Site;
  claimed: Claimed[];
  /** No attempt begins later, by performance.now(). */
  until: number;
}

async function sendAll(sending: Sending, { site, claimed, until }: Run): Promise<void> {
  if (claimed.length === 0) return;
  const { env, db, timeoutMs = TIMEOUT_MS } = sending;
  const receivers = await receiversOf(db, claimed);
  // What was never tried goes first: it does not wait for a receiver that has failed before.
  const inTurn = claimed.sort(
    (a, b) => Math.sign(a.attempts) - Math.sign(b.attempts) || a.eventSeq - b.eventSeq,
  );
  const waiting = [...inTurn];
  const lane = async () => {
    while (performance.now() < until) {
      const next = waiting.shift();
      if (!next) return;
      const receiver = receivers.get(next.webhook ?? "");
      // Deleted just now: its deliveries are dropped.
      if (next.webhook !== null && !receiver) continue;
      const payload = (await drawPayloads({ db, env, siteUrl: site.url }, [next])).get(next.id) ?? "";
      await keepAttempt(db, next, await attempt(env, { site, claimed: next, payload, receiver, timeoutMs }));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (waiting.length > 0) await release(db, waiting);
}

async function receiversOf(db: Database, claimed: readonly Claimed[]): Promise<Map<string, WebhookRow>> {
  const ids = JSON.stringify(claimed.flatMap(({ webhook }) => webhook ?? []));
  const rows = await db
    .select()
    .from(webhooks)
    .where(sql`${webhooks.id} IN (SELECT value FROM json_each(${ids}))`);
  return new Map(rows.map((row) => [row.id, row]));
}

interface Attempt {
  site: Site;
  claimed: Claimed;
  payload: string;
  receiver: WebhookRow | undefined;
  timeoutMs: number;
}

async function attempt(env: Env, { site, claimed, payload, receiver, timeoutMs }: Attempt): Promise<Answer> {
  const url = receiver?.url ?? (claimed.kind === "websub" ? site.webSubHub : indexNowAddress(env));
  if (url === null) return unsent("there is no hub any more");
  // Where search engines are told is the operator's own word.
  const isTheirs = claimed.kind !== "indexnow";
  const why = isTheirs ? await refusedPlace(url, env, [site.url, env.SITE_URL]) : undefined;
  if (why !== undefined) return unsent(`the address is refused: ${why}`);
  const call = await callOf(env, { site, claimed, payload, receiver }, url);
  return call
    ? await send(call, timeoutMs)
    : unsent("the secret can't be opened: DATELINE_KEY is another one");
}

async function callOf(
  env: Env,
  { site, claimed, payload, receiver }: Omit<Attempt, "timeoutMs">,
  url: string,
): Promise<Outgoing | undefined> {
  const { event, kind } = claimed;
  const headers = {
    "Content-Type": kind === "websub" ? "application/x-www-form-urlencoded" : "application/json",
    "User-Agent": `Dateline (+${site.url})`,
    "dateline-request-id": claimed.requestId,
    [HOPS_HEADER]: String(claimed.hops),
  };
  if (!receiver) return { url, headers, body: payload };
  const now = Date.now();
  const secrets = await secretsOf(env, receiver, now).catch(() => undefined);
  return (
    secrets && {
      url,
      headers: { ...headers, ...signed(secrets, { id: event, now, body: payload }) },
      body: payload,
    }
  );
}
