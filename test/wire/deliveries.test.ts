import { env } from "cloudflare:workers";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDatabase } from "../../src/db.ts";
import { claimDue } from "../../src/wire/out/claim.ts";
import { forgetDeliveries } from "../../src/wire/out/forget-deliveries.ts";
import { aComment, decided } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must, remove } from "../support/factories.ts";
import { aReceiver, aWebhook, deliveriesOf, deliverNow, until } from "../support/receiving.ts";
import { request } from "../support/request.ts";
import { itIs } from "../support/schedule.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

let token: string;
beforeEach(async () => {
  token = await aPaper();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function settled(status: string) {
  await until(async () => (await deliveriesOf(token))[0]?.status === status);
  return (await deliveriesOf(token))[0];
}

describe("a delivery", () => {
  it("is signed, and says what happened as the API says it", async () => {
    const { url, came } = aReceiver("ok");
    const { secret } = await aWebhook(token, url);
    const story = await aStory(token);
    const done = await settled("delivered");
    const [call] = await came();
    const headers = call?.headers ?? {};
    const told = new Webhook(secret).verify(call?.body ?? "", headers) as Record<string, never>;
    const { receipt: _, ...article } = story;
    expect(told).toEqual({
      id: headers["webhook-id"],
      type: "article.published",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/),
      data: { article },
    });
    expect(JSON.stringify(told)).not.toContain("mara@");
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "dateline-hops": "1",
      "dateline-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(done).toMatchObject({
      kind: "webhook",
      event: { id: headers["webhook-id"], type: "article.published" },
      subject: story.id,
      requestId: headers["dateline-request-id"],
      attempts: [{ status: 200, error: null, excerpt: "Thanks." }],
      nextAttemptAt: null,
    });
  });

  it("of a comment names nobody", async () => {
    const story = await aStory(token);
    const { url, came } = aReceiver("ok");
    await aWebhook(token, url, ["comment.*"]);
    const { id } = await aComment(story.path, { name: "Ana Secret" });
    await decided(token, id, { decision: "decline", ground: "spam", note: "Known to us." });
    await until(async () => (await came()).length === 2);
    const told = (await came()).map(({ body }) => JSON.parse(body));
    expect(told.map(({ type }) => type)).toEqual(["comment.submitted", "comment.declined"]);
    expect(told[1].data.comment).toMatchObject({ id, status: "declined", decision: { ground: "spam" } });
    expect(JSON.stringify(told)).not.toMatch(/Ana Secret|Known to us|publisher|standing/);
  });

  it("of what was removed does not spread it", async () => {
    const story = await aStory(token);
    const { url, came } = aReceiver("ok");
    await aWebhook(token, url);
    await remove(token, story);
    await until(async () => (await came()).length === 1);
    const body = (await came())[0]?.body ?? "";
    expect(JSON.parse(body)).toMatchObject({
      type: "article.removed",
      data: { article: { id: story.id, body: null } },
    });
    expect(body).not.toContain("The first ship");
  });

  it("counts the hops that the change came by", async () => {
    const { url, came } = aReceiver("ok");
    await aWebhook(token, url);
    const { id, revision } = await aStory(token);
    const headers = { "dateline-hops": "2", "If-Match": `"${revision}"` };
    const json = { headline: "Better" };
    await must(200, request(`/api/v1/articles/${id}`, { method: "PATCH", token, json, headers }));
    await until(async () => (await came()).length === 2);
    expect((await came()).map((call) => call.headers["dateline-hops"])).toEqual(["1", "3"]);
  });

  it.each([
    ["500", 500, "Sorry."],
    ["400", 400, "Not like this. <b>"],
    ["redirect", 307, ""],
    ["429", 429, ""],
    ["reset", null, ""],
  ])("answered by %s is tried again", async (fate, status, excerpt) => {
    const { url, came } = aReceiver(fate);
    await aWebhook(token, url);
    await aStory(token);
    await until(async () => (await deliveriesOf(token))[0]?.attempts.length === 1);
    const [first] = await deliveriesOf(token);
    expect(first).toMatchObject({ status: "pending", attempts: [{ status, excerpt }] });
    expect(first?.attempts[0]?.error).toBe(status === null ? "out of reach" : null);
    const wait = new Date(first?.nextAttemptAt ?? 0).getTime() - Date.now();
    expect(wait / SECOND_MS).toBeGreaterThan(fate === "429" ? 110 : 2);
    expect(wait / SECOND_MS).toBeLessThan(fate === "429" ? 121 : 6);
    expect(await came()).toHaveLength(1);
  });

  it("that hangs or drips is given up in time, and a long answer is not read", async () => {
    const far = Date.now() + HOUR_MS;
    for (const fate of ["hang", "drip", "big"]) await aWebhook(token, aReceiver(fate).url, ["notice.*"]);
    await env.DB.prepare(
      "INSERT INTO events (id, type, subject, data, request_id, created_at, fan_at) VALUES ('e', 'notice.received', 'n', '{}', 'r', ?1, ?1)",
    )
      .bind(far)
      .run();
    itIs(far);
    const began = performance.now();
    await deliverNow({}, 400);
    expect(performance.now() - began).toBeLessThan(3_000);
    const made = (await deliveriesOf(token)).map(({ status, attempts: [first] }) =>
      [status, first?.status, first?.error, first?.excerpt.slice(0, 1)].join(),
    );
    expect(made.sort()).toEqual(["delivered,200,,x", "pending,,no answer in time,", "pending,503,,."]);
    const longest = "SELECT max(length(excerpt)) AS n FROM attempts";
    expect(await env.DB.prepare(longest).first("n")).toBe(1_000);
  });

  it.each([
    [
      "the text of an article that was removed",
      "article.published",
      async () => {
        const story = await aStory(token, { body: { source: "Not to be read again." } });
        return () => remove(token, story);
      },
    ],
    [
      "a comment that was erased",
      "comment.submitted",
      async () => {
        const { path } = await aStory(token);
        await aComment(path, { name: "Ana", body: "Not to be read again." });
        const commenter = await env.DB.prepare("SELECT id FROM commenters").first<string>("id");
        return () => request(`/api/v1/commenters/${commenter}`, { method: "DELETE", token });
      },
    ],
  ])("is drawn anew: it does not send %s since the attempt before", async (_, type, happen) => {
    const { url, came } = aReceiver("500");
    await aWebhook(token, url, [type]);
    const takeBack = await happen();
    await until(async () => (await came()).length === 1);
    await takeBack();
    itIs(Date.now() + 20 * SECOND_MS);
    await deliverNow();
    const [first, second] = await came();
    expect(first?.body).toContain("Not to be read again.");
    expect(second?.body).not.toContain("Not to be read again.");
    expect(JSON.parse(second?.body ?? "").type).toBe(type);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.headers["webhook-timestamp"]).not.toBe(first?.headers["webhook-timestamp"]);
  });

  it("to an address that became private is not sent", async () => {
    const { url, came } = aReceiver("ok");
    const { id } = await aWebhook(token, url);
    await must(200, request(`/api/v1/webhooks/${id}`, { method: "PATCH", token, json: { state: "paused" } }));
    await aStory(token);
    await until(async () => (await deliveriesOf(token)).length === 1);
    await env.DB.prepare("UPDATE deliveries SET due_at = 0").run();
    await deliverNow({ ALLOW_PRIVATE_WEBHOOKS: "0" });
    expect(await came()).toEqual([]);
    const [made] = await deliveriesOf(token);
    expect(made?.attempts).toMatchObject([
      { status: null, error: "the address is refused: it is not https" },
    ]);
  });
});

it("sends an event again when it is asked to, with its old id", async () => {
  const { url, came } = aReceiver("ok");
  await aWebhook(token, url);
  await aStory(token);
  const done = await settled("delivered");
  const again = await must<ArticleJson>(
    202,
    request(`/api/v1/deliveries/${done?.id}/redelivery`, { method: "POST", token }),
  );
  expect(again.id).not.toBe(done?.id);
  await until(async () => (await came()).length === 2);
  const [first, second] = await came();
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(second?.body).toBe(first?.body);
  expect(await deliveriesOf(token, "&status=delivered")).toHaveLength(2);
  const nobody = request("/api/v1/deliveries/nobody/redelivery", { method: "POST", token });
  expect((await nobody).status).toBe(404);
});

it("is not sent again while it waits, nor to who is gone", async () => {
  const { id: webhook } = await aWebhook(token, aReceiver("500").url);
  await aStory(token);
  await until(async () => (await deliveriesOf(token))[0]?.attempts.length === 1);
  const [waiting] = await deliveriesOf(token);
  const again = () => request(`/api/v1/deliveries/${waiting?.id}/redelivery`, { method: "POST", token });
  expect((await again()).status).toBe(409);
  await request(`/api/v1/webhooks/${webhook}`, { method: "DELETE", token });
  expect((await again()).status).toBe(409);
  expect(await deliveriesOf(token)).toHaveLength(1);
});

it("is found by webhook and status, page by page", async () => {
  const [good, bad] = [
    await aWebhook(token, aReceiver("ok").url),
    await aWebhook(token, aReceiver("500").url),
  ];
  for (let n = 0; n < 3; n++) await aStory(token, { headline: `Story ${n}` });
  await until(async () => (await deliveriesOf(token, "&status=delivered")).length === 3);
  expect(await deliveriesOf(token, `&webhook=${bad.id}`)).toHaveLength(3);
  expect(await deliveriesOf(token, `&webhook=${good.id}&status=pending`)).toEqual([]);
  const ids: string[] = [];
  for (let cursor = ""; ; ) {
    const path = `/api/v1/deliveries?limit=2${cursor}`;
    const page = await must<{ items: { id: string }[]; nextCursor: string | null }>(
      200,
      request(path, { token }),
    );
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(new Set(ids).size).toBe(6);
  expect((await request("/api/v1/deliveries?status=lost", { token })).status).toBe(422);
});

it("is taken by one run alone, and again when its lease ran out", async () => {
  const { id } = await aWebhook(token, aReceiver("ok").url);
  await must(200, request(`/api/v1/webhooks/${id}`, { method: "PATCH", token, json: { state: "paused" } }));
  await aStory(token);
  await until(async () => (await deliveriesOf(token)).length === 1);
  await env.DB.prepare("UPDATE deliveries SET due_at = 0").run();
  const db = openDatabase(env.DB);
  const now = Date.now();
  const claim = (at: number) => claimDue(db, { kind: "webhook", webhook: id }, { now: at, most: 4 });
  const taken = await Promise.all([claim(now), claim(now), claim(now)]);
  expect(taken.map((rows) => rows.length).sort()).toEqual([0, 0, 1]);
  expect(await claim(now + 30_000)).toHaveLength(0);
  expect(await claim(now + 41_000)).toHaveLength(1);
});

it("is sent once and in its order by runs that go on at the same time", async () => {
  const { url, came } = aReceiver("ok");
  await aWebhook(token, url, ["article.updated"]);
  const { id } = await aStory(token);
  const insert = env.DB.prepare(
    "INSERT INTO events (id, type, subject, data, request_id, created_at, fan_at) VALUES (?, 'article.updated', ?, '{}', 'r', 1, 1)",
  );
  await env.DB.batch(Array.from({ length: 30 }, (_, n) => insert.bind(`event-${n}`, id)));
  await until(async () => {
    await Promise.all([deliverNow(), deliverNow(), deliverNow(), deliverNow()]);
    return (await deliveriesOf(token, "&status=pending")).length === 0;
  });
  const ids = (await came()).map(({ headers }) => headers["webhook-id"]);
  expect(ids).toEqual(Array.from({ length: 30 }, (_, n) => `event-${n}`));
});

it("is forgotten after 30 days, with its attempts", async () => {
  await aWebhook(token, aReceiver("ok").url);
  await aStory(token);
  await settled("delivered");
  const db = openDatabase(env.DB);
  const count = () =>
    env.DB.prepare("SELECT (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM attempts) AS n").first(
      "n",
    );
  await forgetDeliveries(db, Date.now() + 29 * 24 * HOUR_MS);
  expect(await count()).toBe(2);
  await forgetDeliveries(db, Date.now() + 31 * 24 * HOUR_MS);
  expect(await count()).toBe(0);
});
