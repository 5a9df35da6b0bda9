import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { aBrief, aDraft, anAuthor, aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const statusOf = (response: Response) => response.headers.get("CF-Cache-Status");

// A thousand of them ask a workerd of their own: test/edge/workerd/leader.test.ts.
it("renders once for 20 simultaneous readers", async () => {
  const { path } = await aStory(await aPaper());
  const { trips, result } = await measured(() =>
    Promise.all(Array.from({ length: 20 }, () => request(path))),
  );
  expect(trips).toBe(1);
  expect(new Set(await Promise.all(result.map((response) => response.text()))).size).toBe(1);
  expect(result.every((response) => response.status === 200)).toBe(true);
});

it("answers 304 to whom has the page, from the edge and from the origin", async () => {
  const { path } = await aStory(await aPaper());
  const first = await request(path);
  const etag = first.headers.get("ETag") ?? "";
  expect(etag).toMatch(/^W\/"[\w-]{20,}"$/);
  for (const target of [path, `${path}?utm_source=x`]) {
    const again = await request(target, { headers: { "If-None-Match": `"other", ${etag.slice(2)}` } });
    expect([again.status, again.headers.get("ETag"), await again.text()]).toEqual([304, etag, ""]);
  }
});

it("says for how long, and hides what is the edge's alone", async () => {
  const { path } = await aStory(await aPaper());
  const { headers } = await request(path);
  expect(headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
  expect(headers.get("Cloudflare-CDN-Cache-Control")).toBeNull();
  expect(headers.get("Cache-Tag")).toBeNull();
  expect(Number.isNaN(Date.parse(headers.get("Last-Modified") ?? ""))).toBe(false);
});

it("purges the front, the section and the page when a story is edited", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const paths = ["/", "/world", story.path, "/archive"];
  for (const path of paths) await request(path);
  for (const path of paths) expect([path, statusOf(await request(path))]).toEqual([path, "HIT"]);
  const json = { headline: "The harbour stays open" };
  const headers = { "If-Match": `"${story.revision}"` };
  await must(200, request(`/api/v1/articles/${story.id}`, { method: "PATCH", token, json, headers }));
  for (const path of paths)
    expect([path, await (await request(path)).text()]).toEqual([
      path,
      expect.stringContaining(json.headline),
    ]);
});

it("takes a withdrawn brief off every rail at once", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const brief = await aBrief(token, "Bridge closed for repairs");
  const paths = ["/", "/world", "/in-short", story.path];
  for (const path of paths) expect(await (await request(path)).text()).toContain(brief.headline);
  await withdraw(token, brief);
  for (const path of paths)
    expect([path, (await (await request(path)).text()).includes(brief.headline)]).toEqual([path, false]);
});

it("invalidates every page softly when an author changes", async () => {
  const token = await aPaper();
  const { path } = await aStory(token);
  await request(path);
  await anAuthor(token, "mara-lind", { name: "Mara Lindqvist" });
  expect(await (await request(path)).text()).not.toContain("Lindqvist");
  await vi.waitFor(async () => expect(await (await request(path)).text()).toContain("Lindqvist"));
});

it("gives a receipt that names the tags that were purged", async () => {
  const story = await aStory(await aPaper());
  expect(story.receipt).toMatchObject({ mode: "purge", outcome: "done" });
  expect(story.receipt.tags).toEqual(
    expect.arrayContaining([`story:${story.id}`, "front", "section:world", "author:mara-lind"]),
  );
});

it("leaves nothing in the outbox", async () => {
  const story = await aStory(await aPaper());
  await withdraw(await aPaper(), story);
  const left = await env.DB.prepare("SELECT count(*) AS n FROM events WHERE dispatched_at IS NULL").first<{
    n: number;
  }>();
  expect(left?.n).toBe(0);
});

it("goes on with the paper while D1 is down", async () => {
  const { path } = await aStory(await aPaper());
  await request(path);
  await env.DB.prepare("ALTER TABLE articles RENAME TO lost").run();
  const kept = await request(path);
  expect([kept.status, statusOf(kept)]).toEqual([200, "HIT"]);
  const failed = await request("/world");
  expect([failed.status, failed.headers.get("Retry-After")]).toEqual([503, "10"]);
  expect(failed.headers.get("Cache-Control")).toBe("no-store");
  expect(await failed.text()).toContain(failed.headers.get("X-Request-Id") ?? "no id");
});

it("does not cool other stories of the same author", async () => {
  const token = await aPaper();
  const story = await aStory(token, { headline: "First" });
  await request(story.path);
  await aStory(token, { headline: "Second" });
  expect(statusOf(await request(story.path))).toBe("HIT");
});

it("takes a brief that becomes a story off the rails", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const brief = await aBrief(token, "Only a brief");
  const rail = async () =>
    /<aside class="rail"[\s\S]*?<\/aside>/.exec(await (await request(story.path)).text())?.[0];
  expect(await rail()).toContain(brief.headline);
  const json = { kind: "story", section: "world", authors: ["mara-lind"] };
  const headers = { "If-Match": `"${brief.revision}"` };
  await must(200, request(`/api/v1/articles/${brief.id}`, { method: "PATCH", token, json, headers }));
  expect(await rail()).not.toContain(brief.headline);
});

it("has one spelling for a picture's version", async () => {
  for (const version of ["01", "1.0", "1e0", "0x1", "+1", "%201", "0"])
    expect((await request(`/media/01900000-0000-7000-8000-000000000000/${version}/original`)).status).toBe(
      404,
    );
});

it("does not move the date of pages for comments and drafts", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const before = (await request(story.path)).headers.get("Last-Modified");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 400_000 });
  const comment = { name: "Ada", body: "A thought." };
  await must(201, request(`${story.path}/comments`, { json: comment }));
  await aDraft(token, { headline: "Unseen" });
  const after = await request("/in-short");
  expect(after.headers.get("Last-Modified")).toBe(before);
  vi.useRealTimers();
});
