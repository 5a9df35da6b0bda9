import { createExecutionContext, createScheduledController, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/db.ts";
import { budgetLeft } from "../../src/edge/budget.ts";
import type { PurgeableCache } from "../../src/edge/edge.ts";
import { dispatch } from "../../src/wire/dispatch.ts";
import Dateline from "../../src/worker.ts";
import { forgetDispatch, NO_LIFEBOAT, NotedCache, waiting } from "../support/consumers.ts";
import { aDraft, aPaper, aStory, publish } from "../support/factories.ts";
import { request } from "../support/request.ts";

const SECOND_MS = 1_000;
const start = Date.now();

const tell = (cache: PurgeableCache, now = Date.now()) =>
  dispatch(openDatabase(env.DB), { cache, now, rate: { perMinute: 600_000 }, lifeboat: NO_LIFEBOAT });

it("hands the tags of every waiting event to the cache, once", async () => {
  const story = await aStory(await aPaper());
  await forgetDispatch();
  const cache = new NotedCache();
  await tell(cache);
  expect(cache.purged).toEqual(expect.arrayContaining([`story:${story.id}`, "front", "section:world"]));
  expect(new Set(cache.purged).size).toBe(cache.purged.length);
  expect(cache.invalidated).toEqual(["layout"]);
  expect(await waiting()).toBe(0);
});

it("keeps what the cache refused until it is taken", async () => {
  await aStory(await aPaper());
  await forgetDispatch();
  const cache = new NotedCache();
  cache.refusal = { code: 1, message: "Out of order" };
  const { outcomes } = await tell(cache);
  expect([...outcomes.values()].map(({ outcome }) => outcome)).toContain("failed");
  expect(await waiting()).toBeGreaterThan(0);
  cache.refusal = undefined;
  await tell(cache);
  expect(await waiting()).toBeGreaterThan(0);
  await tell(cache, Date.now() + 6 * SECOND_MS);
  expect([await waiting(), cache.purged.includes("front")]).toEqual([0, true]);
});

it("takes the platform's word that nothing is left of the budget", async () => {
  await insertPublications(1, "event");
  const cache = new NotedCache();
  cache.refusal = { code: 429, message: "Too many requests" };
  const now = Date.now();
  const { outcomes } = await tell(cache, now);
  expect([...outcomes.values()].map(({ outcome }) => outcome)).toEqual(["failed"]);
  const [budget] = await budgetLeft(openDatabase(env.DB), { now, perMinute: 5 });
  expect(budget?.left).toBe(0);
});

it("is made up for by cron after a crash", async () => {
  const story = await aStory(await aPaper());
  await request(story.path);
  await env.DB.prepare("UPDATE articles SET headline = 'Changed behind the cache'").run();
  await forgetDispatch();
  const ctx = createExecutionContext();
  await new Dateline(ctx, env).scheduled(createScheduledController({ scheduledTime: new Date() }));
  await waitOnExecutionContext(ctx);
  expect(await waiting()).toBe(0);
  expect(await (await request(story.path)).text()).toContain("Changed behind the cache");
});

it("puts more than a hundred operations into several calls", async () => {
  const token = await aPaper();
  for (let n = 0; n < 20; n++)
    await aStory(token, { headline: `Story ${n}`, topics: [`Topic ${n}`, `Theme ${n}`] });
  await forgetDispatch();
  const cache = new NotedCache();
  await tell(cache);
  const sizes = cache.calls.map(({ tags, paths }) => tags.length + paths.length);
  expect(sizes).toEqual([100, expect.any(Number), 1]);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
});

it("purges every page where single ones would take too many calls", async () => {
  await insertPublications(150, "event");
  const cache = new NotedCache();
  await tell(cache);
  expect(cache.calls).toEqual([{ mode: "purge", tags: ["layout"], paths: [] }]);
  expect(await waiting()).toBe(0);
});

it("purges again after a quarter of a minute, then never more", async () => {
  const token = await aPaper();
  await tell(new NotedCache(), start + 3_600 * SECOND_MS);
  const story = await aStory(token);
  const published = Date.now();
  const cache = new NotedCache();
  await tell(cache, published + 14 * SECOND_MS);
  expect(cache.calls).toEqual([]);
  await tell(cache, published + 16 * SECOND_MS);
  expect(cache.purged).toContain(`story:${story.id}`);
  const after = cache.calls.length;
  await tell(cache, published + 3_600 * SECOND_MS);
  expect(cache.calls).toHaveLength(after);
});

it("gives what another run has taken only to who comes after its lease", async () => {
  await insertPublications(1, "event");
  const never = new Promise<never>(() => {});
  const dying: PurgeableCache = { purge: () => never, invalidate: () => never };
  void tell(dying);
  await expect.poll(async () => (await purgeTimes())[0]).toBeGreaterThan(0);
  const cache = new NotedCache();
  await tell(cache);
  expect(cache.calls).toEqual([]);
  await tell(cache, Date.now() + 11 * SECOND_MS);
  expect(cache.purged).toContain("story:a0");
});

it("clears the 404 of a path at which something is published", async () => {
  const token = await aPaper();
  const draft = await aDraft(token, { headline: "Harbour opens", slug: "harbour-opens" });
  const today = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  const paths = [`/${today}/harbour-opens`, `/${today}/harbour-opens.md`, `/${today}/harbour-opens/history`];
  for (const path of paths) expect((await request(path)).status).toBe(404);
  expect((await publish(token, draft)).path).toBe(paths[0]);
  for (const path of paths) expect((await request(path)).status).toBe(200);
});

it("works off a backlog larger than one batch", async () => {
  await insertPublications(1_100, "event");
  await tell(new NotedCache());
  expect(await waiting()).toBe(0);
});

async function purgeTimes(): Promise<number[]> {
  const { results } = await env.DB.prepare("SELECT purge_at FROM events").all<{ purge_at: number }>();
  return results.map((row) => row.purge_at);
}

/** Events of publications, as if they had just been committed. */
async function insertPublications(count: number, name: string): Promise<void> {
  const insert = env.DB.prepare(
    "INSERT INTO events (id, type, subject, data, request_id, created_at) VALUES (?, 'article.published', 's', ?, 'r', 0)",
  );
  const data = (n: number) =>
    JSON.stringify({
      article: { id: `a${n}`, kind: "story", path: `/${n}`, section: null, authors: [], topics: [] },
    });
  await env.DB.batch(Array.from({ length: count }, (_, n) => insert.bind(`${name}-${n}`, data(n))));
}
