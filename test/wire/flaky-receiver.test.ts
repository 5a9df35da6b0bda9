import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { deliverTo } from "../../src/wire/out/deliver-to.ts";
import { aPaper, aStory } from "../support/factories.ts";
import { aReceiver, aSending, aWebhook, deliverNow, until } from "../support/receiving.ts";
import { itIs, purgedTwice } from "../support/schedule.ts";

const EVENTS = 500;
const STORIES = 10;
const DAY_MS = 86_400_000;
const ROUNDS = 12;

afterEach(() => {
  vi.useRealTimers();
});

/** Events of some stories, as if they had happened one after the other. */
async function happen(stories: string[], at: number): Promise<void> {
  const insert = env.DB.prepare(
    "INSERT INTO events (id, type, subject, data, request_id, created_at, fan_at) VALUES (?1, 'article.updated', ?2, '{}', 'r', ?3, ?3)",
  );
  const rows = Array.from({ length: EVENTS }, (_, n) =>
    insert.bind(`event-${n}`, stories[n % STORIES], at + n),
  );
  await env.DB.batch(rows);
}

it("500 events all arrive at a receiver that fails three times in ten, in every way", async () => {
  const token = await aPaper();
  const stories: string[] = [];
  for (let n = 0; n < STORIES; n++) stories.push((await aStory(token, { headline: `Story ${n}` })).id);
  const { url, came } = aReceiver("flaky");
  const { id: webhook } = await aWebhook(token, url, ["article.updated"]);
  // The clock has nothing more to do, and leaves the deliveries to this test.
  await purgedTwice();
  const begin = Date.now() + DAY_MS;
  itIs(begin);
  await happen(stories, begin);
  const pending = () =>
    env.DB.prepare("SELECT count(*) AS n FROM deliveries WHERE status = 'pending'").first("n");
  const due = () =>
    env.DB.prepare("SELECT count(*) AS n FROM deliveries WHERE due_at <= ?").bind(Date.now()).first("n");
  const unfanned = () =>
    env.DB.prepare("SELECT count(*) AS n FROM events WHERE fan_at IS NOT NULL").first("n");
  for (let round = 0; round < ROUNDS; round++) {
    await deliverNow({}, 400);
    // A run ends where an answer is too late: what it leaves is the next one's.
    await until(async () => {
      await deliverTo(aSending({ timeoutMs: 400 }), { kind: "webhook", webhook }, STORIES);
      return (await due()) === 0;
    });
    if ((await pending()) === 0 && (await unfanned()) === 0) break;
    itIs(Date.now() + 2 * DAY_MS);
  }
  expect([await pending(), await unfanned()]).toEqual([0, 0]);

  const calls = await came();
  const delivered = calls.filter(({ fate }) => fate === "ok").map(({ body }) => JSON.parse(body).id);
  expect([delivered.length, new Set(delivered).size]).toEqual([EVENTS, EVENTS]);
  for (const { headers, body } of calls) expect(JSON.parse(body).id).toBe(headers["webhook-id"]);
  const bodies = Map.groupBy(calls, ({ headers }) => headers["webhook-id"]);
  const firsts = [...bodies.keys()].map((id) => Number(id?.replace("event-", "")));
  for (let n = 0; n < STORIES; n++) {
    const own = firsts.filter((number) => number % STORIES === n);
    expect(own).toEqual([...own].sort((a, b) => a - b));
  }
  const { attempts } = (await env.DB.prepare("SELECT count(*) AS attempts FROM attempts").first()) ?? {};
  expect(attempts).toBe(calls.length);
  const fates = Object.entries(Object.groupBy(calls, ({ fate }) => fate)).map(
    ([fate, all]) => `${fate} ${all?.length}`,
  );
  console.log(`${EVENTS} events by ${calls.length} attempts: ${fates.sort().join(", ")}`);
}, 180_000);

it.each([0, 3])("tells a healthy receiver at once, with %i beside it that hang", async (hanging) => {
  const token = await aPaper();
  for (let n = 0; n < hanging; n++) await aWebhook(token, aReceiver("hang").url);
  const { url, came } = aReceiver("ok");
  await aWebhook(token, url);
  const waits: number[] = [];
  for (let n = 0; n < 21; n++) {
    const began = Date.now();
    await aStory(token, { headline: `Story ${n}` });
    await until(async () => (await came()).length === n + 1);
    waits.push(((await came()).at(-1)?.at ?? 0) - began);
  }
  waits.sort((a, b) => a - b);
  console.log(
    `draft and publication until a receiver has the event, ${hanging} others hang: median ${waits[10]} ms, longest ${waits[20]} ms`,
  );
  expect(waits[10]).toBeLessThan(1_000);
});
