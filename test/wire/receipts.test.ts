import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../src/db.ts";
import type { PurgeableCache } from "../../src/edge/edge.ts";
import { dispatch } from "../../src/wire/dispatch.ts";
import { probe } from "../../src/wire/probe.ts";
import { settle } from "../../src/wire/settle.ts";
import Dateline from "../../src/worker.ts";
import { consumers } from "../support/consumers.ts";
import { type ArticleJson, aDraft, aPaper, aStory, must } from "../support/factories.ts";
import { ORIGIN, problemOf, request, tokenOf } from "../support/request.ts";

interface ReceiptJson {
  event: string;
  type: string;
  tags: string[];
  mode: string;
  outcome: string;
  at: string;
  seenAfterMs: number | null;
  url: string;
}

let token = "";
beforeEach(async () => {
  token = await aPaper();
});

const receiptOf = ({ id }: ArticleJson, by = token) =>
  must<ReceiptJson>(200, request(`/api/v1/articles/${id}/receipt`, { token: by }));

/** A request to a Worker that looks behind its answers, and what it did there. */
async function watched(
  path: string,
  { method = "PUT", json, revision }: { method?: string; json: unknown; revision?: number },
) {
  const ctx = Object.assign(createExecutionContext(), { exports });
  const worker = new Dateline(ctx, { ...env, DATELINE_PROBE: "1" });
  const headers: Record<string, string> = {
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/json",
  };
  if (revision !== undefined) headers["If-Match"] = `"${revision}"`;
  const answer = await worker.fetch(
    new Request(ORIGIN + path, { method, headers, body: JSON.stringify(json) }),
  );
  await waitOnExecutionContext(ctx);
  return await answer.json<ArticleJson>();
}

const states: { title: string; type: string; change: (story: ArticleJson) => Promise<unknown> }[] = [
  {
    title: "an edit",
    type: "article.updated",
    change: ({ id, revision }) =>
      watched(`/api/v1/articles/${id}`, { method: "PATCH", json: { headline: "It opened" }, revision }),
  },
  {
    title: "a correction",
    type: "article.corrected",
    change: ({ id }) =>
      watched(`/api/v1/articles/${id}/corrections`, { method: "POST", json: { text: "Wrong." } }),
  },
  {
    title: "a withdrawal",
    type: "article.withdrawn",
    change: ({ id, revision }) =>
      watched(`/api/v1/articles/${id}/publication`, {
        json: { state: "withdrawn", reason: "No." },
        revision,
      }),
  },
];

it.each(states)("says when readers saw $title", async ({ type, change }) => {
  const story = await aStory(token);
  await request(story.path);
  await change(story);
  const receipt = await receiptOf(story);
  expect(receipt).toMatchObject({ type, mode: "purge", outcome: "done", url: story.url });
  expect(receipt.tags).toContain(`story:${story.id}`);
  expect(receipt.seenAfterMs).toEqual(expect.any(Number));
  expect(receipt.seenAfterMs).toBeLessThan(10_000);
});

it("says when readers saw a new article", async () => {
  const { id, revision } = await aDraft(token);
  const published = await watched(`/api/v1/articles/${id}/publication`, {
    json: { state: "published" },
    revision,
  });
  const receipt = await receiptOf(published);
  expect(receipt).toMatchObject({ type: "article.published", seenAfterMs: expect.any(Number) });
  expect(Object.keys(receipt)).toEqual([
    "event",
    "type",
    "tags",
    "mode",
    "outcome",
    "at",
    "seenAfterMs",
    "url",
  ]);
});

it("looks for nothing where readers see no change", async () => {
  const { id, revision } = await aDraft(token);
  await watched(`/api/v1/articles/${id}`, { method: "PATCH", json: { headline: "Else" }, revision });
  const { results } = await env.DB.prepare("SELECT seen_at FROM events WHERE subject = ?").bind(id).all();
  expect(results).toEqual([{ seen_at: null }, { seen_at: null }]);
});

it("is what a Durable Object's dispatch leaves, too", async () => {
  const story = await aStory(token);
  await env.DB.prepare("UPDATE events SET dispatched_at = NULL, purge_at = 0").run();
  const ctx = Object.assign(createExecutionContext(), { exports });
  await new Dateline(ctx, { ...env, DATELINE_PROBE: "1" }).publishDue();
  await waitOnExecutionContext(ctx);
  expect(await receiptOf(story)).toMatchObject({ outcome: "done", seenAfterMs: expect.any(Number) });
});

it("waits until the cache gives what the app draws", async () => {
  const story = await aStory(token);
  const last = await env.DB.prepare("SELECT * FROM events WHERE subject = ? ORDER BY seq DESC").bind(
    story.id,
  );
  const event = await last.first<{ id: string; type: string; subject: string; data: string }>();
  const page = (etag: string) => new Response("", { headers: { ETag: etag } });
  const asked: string[] = [];
  await probe(event ? [event] : [], {
    db: openDatabase(env.DB),
    siteUrl: async () => "https://courier.example",
    draw: () => page('"new"'),
    throughCache: async ({ url }) => {
      asked.push(url);
      return asked.length < 3 ? page('W/"old"') : page('W/"new"');
    },
  });
  expect(asked).toEqual(Array(3).fill(`https://courier.example${story.path}`));
  expect((await receiptOf(story)).seenAfterMs).toBeGreaterThanOrEqual(200);
});

it("ends by itself where the new page never comes", async () => {
  const story = await aStory(token);
  const { results } = await env.DB.prepare("SELECT * FROM events").all<{
    id: string;
    type: string;
    subject: string;
    data: string;
  }>();
  let asked = 0;
  const page = (status: number) => new Response("", { status });
  await probe(results, {
    db: openDatabase(env.DB),
    siteUrl: async () => ORIGIN,
    draw: () => page(200),
    throughCache: async () => page(asked++ < 1_000 ? 410 : 200),
    forMs: 400,
  });
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThanOrEqual(4);
  expect((await receiptOf(story)).seenAfterMs).toBeNull();
});

it("is another one with each change, and stays over saved edits", async () => {
  const story = await aStory(token);
  const first = await receiptOf(story);
  const path = `/api/v1/articles/${story.id}`;
  const gone = await watched(`${path}/publication`, {
    json: { state: "withdrawn", reason: "No." },
    revision: story.revision,
  });
  const second = await receiptOf(story);
  expect([first.type, second.type]).toEqual(["article.published", "article.withdrawn"]);
  await watched(path, { method: "PATCH", json: { headline: "Behind the curtain" }, revision: gone.revision });
  expect(await receiptOf(story)).toEqual(second);
});

it("is refused for what was never public, and to whom it is hidden", async () => {
  const draft = await aDraft(token);
  const writer = await tokenOf("writer");
  const asked = (by: string, id: string) => request(`/api/v1/articles/${id}/receipt`, { token: by });
  const problem = await problemOf(await asked(token, draft.id));
  expect(problem).toMatchObject({ status: 404, code: "not_found" });
  expect(problem.detail).toContain("has not been public yet");
  expect((await problemOf(await asked(writer, draft.id))).detail).toContain("There is no article");
  expect((await asked(token, "nothing")).status).toBe(404);
  const story = await aStory(token);
  expect(await receiptOf(story, writer)).toEqual(await receiptOf(story));
});

/** A cache that refuses, and counts. */
function refusing(answer: () => Promise<{ success: boolean; errors: [] }>): PurgeableCache {
  return { purge: answer, invalidate: answer };
}

it("has failed while the cache refuses, and counts how often", async () => {
  const story = await aStory(token);
  const failures = () =>
    env.DB.prepare("SELECT failures FROM events WHERE subject = ? AND type = 'article.published'")
      .bind(story.id)
      .first("failures");
  await env.DB.prepare("UPDATE events SET dispatched_at = NULL, purge_at = 0 WHERE subject = ?")
    .bind(story.id)
    .run();
  expect((await receiptOf(story)).outcome).toBe("queued");
  const down = refusing(async () => ({ success: false, errors: [] }));
  let now = Date.now();
  for (const times of [1, 2]) {
    await dispatch(openDatabase(env.DB), { ...consumers(), cache: down, now });
    expect([await failures(), (await receiptOf(story)).outcome]).toEqual([times, "failed"]);
    now += 60_000;
  }
  await env.DB.prepare("UPDATE events SET purge_at = 0").run();
  await new Dateline(createExecutionContext(), env).publishDue();
  expect([await failures(), (await receiptOf(story)).outcome]).toEqual([2, "done"]);
});

it("is queued after a second of waiting for the cache", async () => {
  const story = await aStory(token);
  const { results } = await env.DB.prepare(
    "SELECT request_id FROM events WHERE subject = ? AND type = 'article.published'",
  )
    .bind(story.id)
    .all<{ request_id: string }>();
  await env.DB.prepare("UPDATE events SET dispatched_at = NULL, purge_at = 0 WHERE subject = ?")
    .bind(story.id)
    .run();
  const { promise, resolve } = Promise.withResolvers<{ success: boolean; errors: [] }>();
  const behind: Promise<unknown>[] = [];
  const began = performance.now();
  const settled = await settle({
    ...consumers(),
    ring: async () => {},
    db: openDatabase(env.DB),
    cache: refusing(() => promise),
    requestId: results[0]?.request_id ?? "",
    now: Date.now(),
    waitUntil: (work) => behind.push(work),
    watch: async () => {},
  });
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(settled.map(({ outcome }) => outcome)).toEqual(["queued"]);
  resolve({ success: true, errors: [] });
  await Promise.all(behind);
  expect((await receiptOf(story)).outcome).toBe("done");
});
