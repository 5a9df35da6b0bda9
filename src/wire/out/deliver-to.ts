import { eq } from "drizzle-orm";
import type { Database } from "../../db.ts";
import type { Env } from "../../env.ts";
import { webhooks } from "../out-schema.ts";
import { attempt, type SendingSite } from "./attempt.ts";
import { type Claimed, claimDue, nextDueOf, type Receiver } from "./claim.ts";
import { drawPayloads } from "./draw-payloads.ts";
import { keepAttempt } from "./keep-attempt.ts";
import { Underway } from "./underway.ts";
import type { WebhookRow } from "./webhooks.ts";

/** No attempt begins later in a run: with the 15 seconds of the last one it is over before the platform ends it. */
const RUN_MS = 10_000;
/** So many attempts are on their way to one receiver, over all runs: the platform lets six connections of a run wait. */
const MOST_AT_ONCE = 4;
const TIMEOUT_MS = 15_000;
/** A receiver that did not answer in time is left alone for a while, and so is whatever failed on our side. */
export const LATER_MS = 5_000;
/** Whoever does not answer by then is not waited for before the next are claimed; nor is another run's attempt. */
const AGAIN_MS = 1_000;

/** What deliveries are made with. */
export interface Sending {
  env: Env;
  db: Database;
  site: () => Promise<SendingSite>;
  /** Makes the clock go off at a moment, milliseconds. */
  ring: (at: number) => Promise<void>;
  /** Has each of them sent what is due for it, in a run of its own. Throws where the queue takes no message. */
  wake: (receivers: readonly Receiver[]) => Promise<void>;
  /** How long a receiver may take, milliseconds; 15 seconds where nothing is said. CONTRACT §6. */
  timeoutMs?: number;
}

/**
 * Sends one receiver what is due for it, `most` at a time, until nothing is, it only hangs, or the run's time is up. What is
 * left is due still: the clock is rung for it, or the receiver woken again. It never throws.
 */
export async function deliverTo(sending: Sending, receiver: Receiver, most = MOST_AT_ONCE): Promise<void> {
  const underway = new Underway();
  await sendDue(sending, { receiver, most, underway })
    .finally(() => underway.over())
    .catch(async (error: unknown) => {
      console.error(JSON.stringify({ level: "error", message: "deliveries failed", error: String(error) }));
      await sending.ring(Date.now() + LATER_MS);
    });
}

interface Run {
  receiver: Receiver;
  most: number;
  underway: Underway;
}

async function sendDue(sending: Sending, run: Run): Promise<void> {
  const { receiver, most, underway } = run;
  const site = await sending.site();
  const until = performance.now() + RUN_MS;
  while (performance.now() < until && !underway.isHanging) {
    if (underway.size >= most) await underway.one();
    else {
      const sent = await sendNext(sending, run, site);
      if (sent === null) return;
      await underway.pause(AGAIN_MS, sent);
    }
  }
  // As long as it answers some, those that it lets wait hold up no others.
  if (!underway.hasAnswers) await underway.over();
  if (underway.isHanging) await sending.ring(Date.now() + LATER_MS);
  else await sending.wake([receiver]);
}

/** Sends what may be sent now. Null: nothing is due, and nothing on its way from here; the clock is rung for what will be. */
async function sendNext(
  sending: Sending,
  { receiver, most, underway }: Run,
  site: SendingSite,
): Promise<Promise<void>[] | null> {
  const { db, ring } = sending;
  const now = Date.now();
  const [claimed, [webhook], [next]] = await db.batch([
    claimDue(db, receiver, { now, most }),
    db
      .select()
      .from(webhooks)
      .where(eq(webhooks.id, receiver.webhook ?? "")),
    nextDueOf(db, receiver),
  ]);
  if (claimed.length > 0)
    return await sendAll(sending, { site, webhook, claimed: claimed as Claimed[] }, underway);
  if (underway.size > 0) return [];
  if (typeof next?.nextDueAt === "number") await ring(Math.max(next.nextDueAt, now + AGAIN_MS));
  return null;
}

interface Round {
  site: SendingSite;
  webhook: WebhookRow | undefined;
  claimed: Claimed[];
}

async function sendAll(
  { env, db, timeoutMs = TIMEOUT_MS }: Sending,
  { site, webhook, claimed }: Round,
  underway: Underway,
): Promise<Promise<void>[]> {
  const payloads = await drawPayloads({ db, env, siteUrl: site.url }, claimed);
  return claimed.map((each) => {
    const payload = payloads.get(each.id) ?? "";
    const send = async () => {
      const answer = await attempt(env, { site, claimed: each, payload, webhook, timeoutMs });
      await keepAttempt(db, each, answer);
      return answer;
    };
    return underway.add(send());
  });
}
