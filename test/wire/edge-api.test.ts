import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { forgetDispatch } from "../support/consumers.ts";
import { aPaper, aStory, must } from "../support/factories.ts";
import { request, tokenOf } from "../support/request.ts";
import { itIs, purgedTwice, runCron } from "../support/schedule.ts";

const SECOND_MS = 1_000;
afterEach(() => {
  vi.useRealTimers();
});

const edge = (token: string) => must<Record<string, unknown>>(200, request("/api/v1/edge", { token }));

it("is quiet where everything was told", async () => {
  const token = await aPaper();
  await aStory(token);
  expect(await edge(token)).toMatchObject({
    budget: { left: 25, bucket: 25, perMinute: Number(env.PURGES_A_MINUTE), reserve: 5 },
    queue: { waiting: 0, oldestSeconds: null, repeats: 3 },
    failures: 0,
    lifeboat: { waiting: 0, oldestSeconds: null },
  });
  await purgedTwice();
  expect(await edge(token)).toMatchObject({ queue: { repeats: 0 } });
});

it("says what waits, for how long, and what was refused", async () => {
  const token = await aPaper();
  await aStory(token);
  await forgetDispatch();
  await env.DB.prepare("UPDATE events SET purge_at = created_at + 600000, failures = 2").run();
  const { n } = (await env.DB.prepare("SELECT count(*) AS n FROM events").first<{ n: number }>()) ?? { n: 0 };
  itIs(Date.now() + 90 * SECOND_MS);
  const { queue, failures } = (await edge(token)) as { queue: Record<string, number>; failures: number };
  expect([queue.waiting, failures]).toEqual([n, n]);
  expect(queue.oldestSeconds).toBeGreaterThanOrEqual(90);
});

it("is for editors", async () => {
  const answer = await request("/api/v1/edge", { token: await tokenOf("writer") });
  expect(answer.status).toBe(403);
});

it("records once that a change waits for more than a minute", async () => {
  const token = await aPaper();
  await aStory(token);
  await forgetDispatch();
  await env.DB.prepare("UPDATE events SET purge_at = created_at + 600000").run();
  const delayed = async () =>
    (await env.DB.prepare("SELECT subject, data FROM events WHERE type = 'edge.delayed'").all()).results;
  itIs(Date.now() + 59 * SECOND_MS);
  await runCron();
  expect(await delayed()).toEqual([]);
  itIs(Date.now() + 2 * SECOND_MS);
  await runCron();
  await runCron();
  const first = await env.DB.prepare("SELECT id FROM events ORDER BY seq LIMIT 1").first("id");
  expect(await delayed()).toEqual([{ subject: first, data: expect.stringContaining("since") }]);
});
