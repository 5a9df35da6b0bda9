import { setTimeout as delay } from "node:timers/promises";
import { jsonOf } from "./client.ts";
import { listed, must } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import type { Site } from "./site.ts";
import { auditEvents, auditInbox, auditRest, auditStories, eventsOf } from "./wire-audit.ts";
import { FailingReceiver } from "./wire-receiver.ts";
import { planned, Senders } from "./wire-senders.ts";

const DELIVERIES = { full: 1_000, quick: 60 };
const KILLS = { full: 5, quick: 1 };
const LOOK_EVERY_MS = 100;
const REPEATED = 3;
/** What a dead Worker had taken is due again after 40 seconds, and what fails then five seconds later. */
const PATIENCE_MS = 60_000;
/** Webhooks of a site may lead to this machine only by its operator's word. */
const ENVIRONMENT = { ALLOW_PRIVATE_WEBHOOKS: "1" };

/**
 * Newsrooms deliver, and a receiver that fails a third of its calls is told, while the site is killed amid it: what was
 * acknowledged is done once, and what happened is told at least once, in its order, rightly signed.
 */
export const wire: Part = {
  name: "wire",
  minutes: 6,
  run: async (stage) => {
    await stage.site.restart(ENVIRONMENT);
    const receiver = await FailingReceiver.start();
    try {
      await tryWire(stage, receiver);
    } finally {
      receiver.stop();
      await stage.site.restart();
    }
  },
};

async function tryWire(stage: Stage, receiver: FailingReceiver): Promise<void> {
  const { site, isQuick } = stage;
  const before = new Set((await eventsOf(site)).map(({ id }) => id));
  const json = { url: receiver.url, events: ["article.*"] };
  const webhook = jsonOf(await must(201, site.api("/webhooks", { json })));
  receiver.secret = String(webhook.secret);
  const senders = await Senders.of(site, planned(isQuick ? DELIVERIES.quick : DELIVERIES.full));
  await sendUnderKills(stage, senders);
  await settle(stage, { receiver, webhook: String(webhook.id) });
  const repeated = await repeatSome(stage, receiver, String(webhook.id));
  await auditInbox(stage, senders);
  await auditStories(stage, senders);
  await auditEvents(stage, { receiver, before, repeated, webhook: String(webhook.id) });
  await auditRest(stage);
  await must(204, site.api(`/webhooks/${webhook.id}`, { method: "DELETE" }));
}

/** Sends everything, and kills the site each time that another part of it was acknowledged. */
async function sendUnderKills({ site, report, isQuick, until }: Stage, senders: Senders): Promise<void> {
  const kills = isQuick ? KILLS.quick : KILLS.full;
  const began = Date.now();
  const sending = senders.send(until);
  let killed = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const enough = (senders.planned * kill) / (kills + 1);
    while (senders.taken.size < enough && Date.now() < until) await delay(LOOK_EVERY_MS);
    killed += await site.kill();
    await site.start(ENVIRONMENT);
  }
  await sending;
  const seconds = (Date.now() - began) / 1_000;
  report.figure(
    `${senders.taken.size} of ${senders.planned} deliveries acknowledged in ${seconds.toFixed(0)} s, ${kills} kills ` +
      `of ${killed} processes included: ${senders.outcomes}; ${senders.again} were sent twice; ` +
      `not acknowledged, and sent again: ${senders.refused}`,
  );
  report.expect(senders.taken.size === senders.planned, "not everything was acknowledged");
}

/** Waits until nothing is due any more: clock and cron do it, as they do in `npm start`. */
async function settle(
  { site, report, until }: Stage,
  { receiver, webhook }: { receiver: FailingReceiver; webhook: string },
): Promise<void> {
  const began = Date.now();
  let resumed = 0;
  for (const end = Math.max(until, began + PATIENCE_MS); Date.now() < end; await delay(10 * LOOK_EVERY_MS)) {
    const [pending, left] = [await listed(site, "/deliveries?status=pending"), await undone(site)];
    if (pending.length + left === 0) break;
    // What failed twice would wait for five minutes: an operator who resumes a webhook has it sent now.
    const late = pending.filter(({ attempts }) => Array.isArray(attempts) && attempts.length > 1);
    if (late.length === 0 || late.length < pending.length) continue;
    resumed += late.length;
    for (const state of ["paused", "active"])
      await must(200, site.api(`/webhooks/${webhook}`, { method: "PATCH", json: { state } }));
  }
  const seconds = ((Date.now() - began) / 1_000).toFixed(0);
  report.figure(
    `${receiver.calls.length} calls reached the receiver (${receiver.answered}); quiet ${seconds} s behind the last ` +
      `delivery; ${resumed} waited for a third attempt`,
  );
}

/** Inbox entries that are not done: nothing is told of what is not done yet. */
async function undone(site: Site): Promise<number> {
  return (await listed(site, "/inbox?outcome=pending")).length;
}

/** Has some events sent again: each comes under its old id. Gives their ids. */
async function repeatSome(
  { site, report }: Stage,
  receiver: FailingReceiver,
  webhook: string,
): Promise<Set<string>> {
  const { items } = jsonOf(
    await must(200, site.api(`/deliveries?webhook=${webhook}&status=delivered&limit=${REPEATED}`)),
  );
  const delivered = items as { id: string; event: { id: string } }[];
  for (const { id, event } of delivered) {
    const calls = receiver.callsOf(event.id).length;
    await must(202, site.api(`/deliveries/${id}/redelivery`, { method: "POST" }));
    for (let look = 0; look < 50 && receiver.callsOf(event.id).length === calls; look++)
      await delay(LOOK_EVERY_MS);
    const came = receiver.callsOf(event.id).length;
    report.expect(came === calls + 1, "a redelivery did not come once", () => `${event.id}: ${came - calls}`);
  }
  return new Set(delivered.map(({ event }) => event.id));
}
