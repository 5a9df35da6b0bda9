import { createExecutionContext, createScheduledController, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/db.ts";
import type { PurgeableCache, PurgeOptions } from "../../src/edge/edge.ts";
import { dispatch } from "../../src/wire/dispatch.ts";
import Dateline from "../../src/worker.ts";
import { aPaper, aStory } from "../support/factories.ts";
import { request } from "../support/request.ts";

/** A cache that remembers what it was asked, and can be out of order. */
class NotedCache implements PurgeableCache {
  readonly purged: string[] = [];
  readonly invalidated: string[] = [];
  isDown = false;

  async purge({ tags = [] }: PurgeOptions) {
    return this.note(this.purged, tags);
  }
  async invalidate({ tags = [] }: PurgeOptions) {
    return this.note(this.invalidated, tags);
  }
  private note(list: string[], tags: string[]) {
    if (this.isDown) return { success: false, errors: [{ code: 429, message: "Too many purges" }] };
    list.push(...tags);
    return { success: true, errors: [] };
  }
}

/** Puts what was dispatched back into the outbox, as if the Worker had died between commit and dispatch. */
async function forgetDispatch(): Promise<void> {
  await env.DB.prepare("UPDATE events SET dispatched_at = NULL").run();
}

async function waiting(): Promise<number | undefined> {
  return (
    await env.DB.prepare("SELECT count(*) AS n FROM events WHERE dispatched_at IS NULL").first<{
      n: number;
    }>()
  )?.n;
}

it("hands the tags of every waiting event to the cache, once", async () => {
  const story = await aStory(await aPaper());
  await forgetDispatch();
  const cache = new NotedCache();
  await dispatch(openDatabase(env.DB), cache, Date.now());
  expect(cache.purged).toEqual(expect.arrayContaining([`story:${story.id}`, "front", "section:world"]));
  expect(new Set(cache.purged).size).toBe(cache.purged.length);
  expect(cache.invalidated).toEqual(["layout"]);
  expect(await waiting()).toBe(0);
});

it("keeps what the cache refused until it is taken", async () => {
  await aStory(await aPaper());
  await forgetDispatch();
  const cache = new NotedCache();
  cache.isDown = true;
  const outcomes = await dispatch(openDatabase(env.DB), cache, Date.now());
  expect([...outcomes.values()].map(({ outcome }) => outcome)).toContain("failed");
  expect(await waiting()).toBeGreaterThan(0);
  cache.isDown = false;
  await dispatch(openDatabase(env.DB), cache, Date.now());
  expect([await waiting(), cache.purged.includes("front")]).toEqual([0, true]);
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

it("puts more than a hundred tags into several calls", async () => {
  const token = await aPaper();
  for (let n = 0; n < 40; n++)
    await aStory(token, { headline: `Story ${n}`, topics: [`Topic ${n}`, `Theme ${n}`] });
  await forgetDispatch();
  const calls: number[] = [];
  const cache = new NotedCache();
  const counted: PurgeableCache = {
    purge: (options) => cache.purge(options).finally(() => calls.push(options.tags?.length ?? 0)),
    invalidate: (options) => cache.invalidate(options),
  };
  await dispatch(openDatabase(env.DB), counted, Date.now());
  expect(calls.length).toBeGreaterThan(1);
  expect(Math.max(...calls)).toBeLessThanOrEqual(100);
});

it("works off a backlog larger than one batch", async () => {
  const insert = env.DB.prepare(
    "INSERT INTO events (id, type, subject, data, request_id, created_at) VALUES (?, 'article.published', 's', ?, 'r', 0)",
  );
  const data = (n: number) =>
    JSON.stringify({
      article: { id: `a${n}`, kind: "story", path: `/${n}`, section: null, authors: [], topics: [] },
    });
  await env.DB.batch(Array.from({ length: 250 }, (_, n) => insert.bind(`event-${n}`, data(n))));
  const cache = new NotedCache();
  await dispatch(openDatabase(env.DB), cache, Date.now());
  expect(await waiting()).toBe(0);
  expect(cache.purged).toContain("story:a249");
});
