import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { deliver } from "../../src/wire/out/deliver.ts";
import { deliverTo } from "../../src/wire/out/deliver-to.ts";
import Dateline from "../../src/worker.ts";
import { aPaper, aStory } from "../support/factories.ts";
import { aReceiver, aSending, aWebhook, deliveriesOf, until } from "../support/receiving.ts";
import { itIs } from "../support/schedule.ts";

let token: string;
beforeEach(async () => {
  token = await aPaper();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Events about as many things, as if they had just happened. */
async function happen(count: number): Promise<void> {
  const insert = env.DB.prepare(
    "INSERT INTO events (id, type, subject, data, request_id, created_at, fan_at) VALUES (?1, 'notice.received', ?1, '{}', 'r', ?2, ?2)",
  );
  await env.DB.batch(Array.from({ length: count }, (_, n) => insert.bind(`e${n}`, Date.now())));
}

it("receivers that hang hold up nobody else", async () => {
  const queue = vi.spyOn(Dateline.prototype, "queue");
  // More than a run has connections.
  const hanging = Array.from({ length: 7 }, () => aReceiver("hang"));
  for (const { url } of hanging) await aWebhook(token, url);
  const healthy = aReceiver("ok");
  const { id } = await aWebhook(token, healthy.url);
  for (let n = 0; n < 3; n++) {
    await aStory(token, { headline: `Story ${n}` });
    await until(async () => (await healthy.came()).length === n + 1);
    for (const { came } of hanging) await until(async () => (await came()).length > 0);
  }
  const others = (await deliveriesOf(token)).filter(({ webhook }) => webhook !== id);
  // They have been called, and are waited for still.
  expect(others).toHaveLength(21);
  expect(others.flatMap(({ attempts }) => attempts)).toEqual([]);
  expect(queue).toHaveBeenCalled();
});

it("a message that is lost is found by the sweep", async () => {
  const { url, came } = aReceiver("ok");
  await aWebhook(token, url);
  await happen(3);
  const rung: number[] = [];
  const lost: unknown[] = [];
  const sending = aSending({
    ring: async (at) => void rung.push(at),
    wake: async (receivers) => void lost.push(...receivers),
  });
  await deliver(sending);
  expect([lost.length, rung.length, (await came()).length]).toEqual([1, 1, 0]);
  itIs(rung[0] ?? 0);
  await deliver(sending);
  expect((await came()).map(({ headers }) => headers["webhook-id"])).toEqual(["e0", "e1", "e2"]);
  await deliver(sending);
  expect([lost.length, (await came()).length]).toEqual([1, 3]);
});

it("of more lost messages than one sweep has lanes for, the others are sent again", async () => {
  const receivers = Array.from({ length: 7 }, () => aReceiver("ok"));
  for (const { url } of receivers) await aWebhook(token, url);
  await happen(1);
  const woken: unknown[] = [];
  const sending = aSending({ wake: async (some) => void woken.push(...some) });
  await deliver(sending);
  itIs(Date.now() + 6_000);
  await deliver(sending);
  const came = await Promise.all(receivers.map(async (receiver) => (await receiver.came()).length));
  expect([woken.length, came.filter((count) => count === 1).length]).toEqual([7 + 2, 5]);
});

it("a queue that takes nothing is done without", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const [one, other] = [aReceiver("ok"), aReceiver("ok")];
  for (const { url } of [one, other]) await aWebhook(token, url);
  await happen(3);
  const sending = aSending({ wake: () => Promise.reject(new Error("Too many operations today")) });
  await Promise.all([deliver(sending), deliver(sending)]);
  expect([(await one.came()).length, (await other.came()).length]).toEqual([3, 3]);
});

it("a receiver that hangs has four to hang on, however often it is rung for", async () => {
  const { url, came } = aReceiver("hang");
  const { id: webhook } = await aWebhook(token, url);
  await happen(10);
  const sending = aSending({ timeoutMs: 300, wake: async () => {} });
  await deliver(sending);
  const run = () => deliverTo(sending, { kind: "webhook", webhook });
  await Promise.all([run(), run(), run()]);
  expect(await came()).toHaveLength(4);
  const made = (await deliveriesOf(token)).map(({ status, attempts }) => `${status} ${attempts.length}`);
  expect(made.sort()).toEqual([...Array(6).fill("pending 0"), ...Array(4).fill("pending 1")]);
});

it("one call that hangs holds up none of the same receiver's others", async () => {
  const { url, came } = aReceiver("hang-first");
  await aWebhook(token, url);
  await happen(40);
  const started = Date.now();
  await deliver(aSending({ timeoutMs: 4_000 }));
  const times = (await came()).map(({ at }) => at - started);
  expect(times).toHaveLength(40);
  // The run waited for the one; nothing that was due waited with it.
  expect([Math.max(...times) < 3_500, Date.now() - started >= 4_000]).toEqual([true, true]);
});

it("what a run has no time for is rung for again", async () => {
  const { url, came } = aReceiver("ok");
  const { id: webhook } = await aWebhook(token, url);
  await happen(10);
  const woken: unknown[] = [];
  const sending = aSending({ wake: async (receivers) => void woken.push(...receivers) });
  await deliver(sending);
  let passed = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (passed += 1_000));
  await deliverTo(sending, { kind: "webhook", webhook });
  vi.restoreAllMocks();
  const first = (await came()).length;
  expect([first > 0 && first < 10, woken.length]).toEqual([true, 2]);
  expect(woken[1]).toEqual({ kind: "webhook", webhook });
});
