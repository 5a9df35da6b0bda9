import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { outcomeOf } from "../../src/wire/out/keep-attempt.ts";
import { aPaper, aStory, must } from "../support/factories.ts";
import { aReceiver, aWebhook, deliveriesOf, deliverNow, readWebhook, until } from "../support/receiving.ts";
import { request } from "../support/request.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DELAYS_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

let token: string;
beforeEach(async () => {
  token = await aPaper();
});

it("waits as the contract says, a little longer by chance, and fails for good after ten attempts", () => {
  const failed = { status: 500, retryAfterMs: undefined };
  const now = 1_000_000;
  const waitOf = (
    made: number,
    chance: number,
    answer: { status: number; retryAfterMs: number | undefined } = failed,
  ) => (outcomeOf(answer, { made, now, chance }).nextAt ?? 0) - now;
  for (const [n, delay] of DELAYS_S.entries()) {
    expect(waitOf(n + 1, 0)).toBe(delay * SECOND_MS);
    expect(waitOf(n + 1, 1)).toBe(delay * 1_100);
  }
  expect(outcomeOf(failed, { made: 10, now })).toEqual({ status: "failed", nextAt: null });
  expect(outcomeOf({ status: 410, retryAfterMs: 5 }, { made: 1, now }).status).toBe("failed");
  expect(outcomeOf({ status: 299, retryAfterMs: undefined }, { made: 1, now }).status).toBe("delivered");
  expect(outcomeOf({ status: 304, retryAfterMs: undefined }, { made: 1, now }).status).toBe("pending");
  expect(waitOf(1, 0, { status: 429, retryAfterMs: 60_000 })).toBe(60_000);
  expect(waitOf(3, 0, { status: 503, retryAfterMs: 60_000 })).toBe(1_800_000);
  expect(waitOf(1, 0, { status: 503, retryAfterMs: 99 * HOUR_MS })).toBe(24 * HOUR_MS);
});

it("410 disables a webhook, and drops what waits for it", async () => {
  const { url } = aReceiver("410");
  const { id } = await aWebhook(token, url);
  await must(200, request(`/api/v1/webhooks/${id}`, { method: "PATCH", token, json: { state: "paused" } }));
  await aStory(token, { headline: "One" });
  await aStory(token, { headline: "Two" });
  await until(async () => (await deliveriesOf(token)).length === 2);
  await env.DB.prepare(
    "UPDATE deliveries SET due_at = 0 WHERE event_seq = (SELECT min(event_seq) FROM deliveries)",
  ).run();
  await deliverNow();
  expect(await readWebhook(token, id)).toMatchObject({ state: "disabled" });
  expect((await deliveriesOf(token)).map(({ status }) => status).sort()).toEqual(["dropped", "failed"]);
  await aStory(token, { headline: "Three" });
  expect(await deliveriesOf(token)).toHaveLength(2);
  const action = "SELECT count(*) AS n FROM audit WHERE action = 'webhook.disabled' AND actor = 'dateline'";
  expect(await env.DB.prepare(action).first("n")).toBe(1);
});

it("ten deliveries that failed for good pause a webhook; resumed, it has the rest", async () => {
  const { url } = aReceiver("500");
  const { id } = await aWebhook(token, url, ["notice.*"]);
  const insert = env.DB.prepare(
    "INSERT INTO events (id, type, subject, data, request_id, created_at, fan_at) VALUES (?1, 'notice.received', ?1, '{}', 'r', 1, 1)",
  );
  const last =
    "UPDATE deliveries SET attempts = 9, due_at = iif(due_at IS NULL, NULL, 0) WHERE status = 'pending'";
  for (let n = 0; n < 12; n++) await insert.bind(`e${n}`).run();
  await deliverNow();
  await env.DB.prepare(last).run();
  await deliverNow();
  expect(await readWebhook(token, id)).toMatchObject({ state: "paused" });
  const statuses = (await deliveriesOf(token)).map(({ status }) => status);
  expect(statuses.filter((status) => status === "failed").length).toBeGreaterThanOrEqual(10);
  await insert.bind("later").run();
  expect(await deliverNow()).toEqual([]);
  expect((await deliveriesOf(token, "&status=pending")).length).toBeGreaterThanOrEqual(1);
  const good = { state: "active", url: aReceiver("ok").url };
  await must(200, request(`/api/v1/webhooks/${id}`, { method: "PATCH", token, json: good }));
  await until(async () => (await deliveriesOf(token, "&status=pending")).length === 0);
  expect(await readWebhook(token, id)).toMatchObject({ state: "active", failures: 0 });
});
