import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noteWaiting } from "../../src/comments/note-waiting.ts";
import { openDatabase } from "../../src/db.ts";
import { byDateline } from "../../src/http/actor.ts";
import { touchOf } from "../../src/wire/dispatch.ts";
import { aComment, cron, decided, pass, rowsOf } from "../support/comments.ts";
import { waiting as untold } from "../support/consumers.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 10, 20, 12);
let token: string;
let article: ArticleJson;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  token = await aPaper();
  article = await aStory(token);
  const json = { comments: { alertAfterMinutes: 90 } };
  await must(200, request("/api/v1/site", { method: "PATCH", token, json }));
});
afterEach(() => {
  vi.useRealTimers();
});

interface Told {
  type: string;
  subject: string;
  data: string;
}

async function told() {
  const events = (await rowsOf<Told>("events")).filter(({ type }) => type === "comment.queue");
  return events.map(({ subject, data }) => [subject, JSON.parse(data)]);
}

const alert = () => noteWaiting(byDateline(openDatabase(env.DB), Date.now()), 90);

describe("a queue that waits too long", () => {
  it("is told of once, as soon as the oldest has waited for longer", async () => {
    const first = await aComment(article.path);
    pass(MINUTE_MS);
    await aComment(article.path);
    pass(89 * MINUTE_MS);
    await cron();
    expect(await told()).toEqual([]);
    pass(1);
    await cron();
    await cron();
    pass(60 * MINUTE_MS);
    await cron();
    expect(await told()).toEqual([[first.id, { waiting: 2, oldest: "2026-11-20T12:00:00.000Z" }]]);
  });

  it("is told of again for the next that comes to be the oldest", async () => {
    const first = await aComment(article.path);
    pass(MINUTE_MS);
    const second = await aComment(article.path);
    pass(100 * MINUTE_MS);
    await cron();
    await decided(token, first.id, { decision: "publish" });
    await cron();
    await cron();
    expect(await told()).toEqual([
      [first.id, expect.anything()],
      [second.id, { waiting: 1, oldest: "2026-11-20T12:01:00.000Z" }],
    ]);
    await decided(token, second.id, { decision: "decline", ground: "spam" });
    await aComment(article.path);
    await cron();
    expect(await told()).toHaveLength(2);
  });

  it("is told of once by crons that run at once", async () => {
    await aComment(article.path);
    pass(100 * MINUTE_MS);
    await Promise.all([alert(), alert(), alert(), alert(), cron()]);
    expect(await told()).toHaveLength(1);
  });

  it("is not told of where nobody wants to know", async () => {
    const json = { comments: { alertAfterMinutes: null } };
    await must(200, request("/api/v1/site", { method: "PATCH", token, json }));
    await aComment(article.path);
    pass(30 * 24 * 60 * MINUTE_MS);
    await cron();
    expect(await told()).toEqual([]);
    expect(await measured(() => noteWaiting(byDateline(openDatabase(env.DB), NOW), null))).toMatchObject({
      trips: 0,
    });
  });

  it("touches no page, and nothing is left to tell", async () => {
    const { id } = await aComment(article.path);
    pass(100 * MINUTE_MS);
    await cron();
    await cron();
    expect(touchOf({ type: "comment.queue", subject: id, data: '{"waiting":1}' })).toBeUndefined();
    expect(await untold()).toBe(0);
  });

  it("is found by a row or two, however long it is", async () => {
    await aComment(article.path);
    const copy = env.DB.prepare(
      `INSERT INTO comments (id, article, parent, commenter, name, body, status, receipt_hash, created_at)
        SELECT id || ?1, article, parent, commenter, name, body || ?1, 'pending', receipt_hash || ?1, created_at + 1
        FROM comments WHERE length(id) = 36`,
    );
    await env.DB.batch(Array.from({ length: 200 }, (_, n) => copy.bind(n)));
    pass(100 * MINUTE_MS);
    const { rowsRead } = await measured(alert);
    expect(rowsRead).toBeLessThan(15);
    expect(await told()).toMatchObject([[expect.any(String), { waiting: 201 }]]);
    expect((await measured(alert)).rowsRead).toBeLessThan(10);
  });
});
