import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must } from "../support/factories.ts";
import { aPicture } from "../support/media.ts";
import { problemOf, request } from "../support/request.ts";
import {
  clock,
  eventsOf,
  itIs,
  MINUTE_MS,
  purgedTwice,
  putState,
  readArticle,
  runCron,
  schedule,
} from "../support/schedule.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const inOneHour = () => Date.now() + 60 * MINUTE_MS;
const alarmAt = () => runInDurableObject(clock(), (_, { storage }) => storage.getAlarm());
const statusOf = async (token: string, article: ArticleJson) => (await readArticle(token, article)).status;

async function published(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT subject FROM events WHERE type = 'article.published' ORDER BY seq",
  ).all<{ subject: string }>();
  return results.map(({ subject }) => subject);
}

it("rings the clock for the first moment only", async () => {
  const token = await aPaper();
  await purgedTwice();
  const at = inOneHour();
  await schedule(token, await aDraft(token), at + 5_000);
  expect(await alarmAt()).toBe(at + 5_000);
  await schedule(token, await aDraft(token), at);
  await schedule(token, await aDraft(token), at + 9_000);
  expect(await alarmAt()).toBe(at);
});

it("publishes what is due in the order of the moments, and nothing else", async () => {
  const token = await aPaper();
  const at = inOneHour();
  const offsets = [3, 0, 2, 2, 1, 60];
  const stories: ArticleJson[] = [];
  for (const offset of offsets) stories.push(await schedule(token, await aDraft(token), at + offset));
  itIs(at + 3);
  expect(await runDurableObjectAlarm(clock())).toBe(true);
  const [last, first, third, fourth, second, later] = stories.map(({ id }) => id);
  expect(await published()).toEqual([first, second, third, fourth, last]);
  for (const [n, story] of stories.slice(0, 5).entries())
    expect(await readArticle(token, story)).toMatchObject({
      status: "published",
      scheduledFor: null,
      publishedAt: new Date(at + (offsets[n] ?? 0)).toISOString(),
    });
  expect(await statusOf(token, { id: later } as ArticleJson)).toBe("scheduled");
  expect(await alarmAt()).toBe(at + 60);
});

it("publishes nothing a millisecond before", async () => {
  const token = await aPaper();
  const at = inOneHour();
  const story = await schedule(token, await aDraft(token), at);
  itIs(at - 1);
  await runDurableObjectAlarm(clock());
  expect([await statusOf(token, story), await alarmAt()]).toEqual(["scheduled", at]);
});

it("publishes once, whoever comes: alarm, cron and alarm again", async () => {
  const token = await aPaper();
  const at = inOneHour();
  const stories: ArticleJson[] = [];
  for (let n = 0; n < 25; n++) stories.push(await schedule(token, await aDraft(token), at + n));
  itIs(at + MINUTE_MS / 2);
  await Promise.all([exports.default.publishDue(), runCron(), runDurableObjectAlarm(clock())]);
  await exports.default.publishDue();
  expect(await published()).toEqual(stories.map(({ id }) => id));
});

it("purges the absence that the edge kept of the path", async () => {
  const token = await aPaper();
  const at = inOneHour();
  const day = new Date(at).toISOString().slice(0, 10).replaceAll("-", "/");
  const path = `/${day}/the-harbour-opens-again`;
  await schedule(token, await aDraft(token), at);
  for (const kept of [path, "/", "/world"]) await request(kept);
  expect((await request(path)).status).toBe(404);
  itIs(at);
  await runDurableObjectAlarm(clock());
  expect((await request(path)).status).toBe(200);
  for (const list of ["/", "/world"])
    expect(await (await request(list)).text()).toContain("The harbour opens again");
});

it("signs as Dateline in audit and revision", async () => {
  const token = await aPaper();
  const at = inOneHour();
  const { id } = await schedule(token, await aDraft(token), at);
  itIs(at);
  await runDurableObjectAlarm(clock());
  const entry = await env.DB.prepare(
    "SELECT actor_name AS name FROM audit WHERE subject = ? AND action = 'article.publish'",
  )
    .bind(id)
    .first();
  expect(entry).toEqual({ name: "Dateline" });
});

/** Behind the back of the verb, which keeps what a scheduled story needs. */
async function loseAlt({ id }: { id: string }, alt: string): Promise<void> {
  await env.DB.prepare("UPDATE media SET alt = ? WHERE id = ?").bind(alt, id).run();
}

it("is not held up by a story that is not ready any more", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const at = inOneHour();
  const lost = await schedule(token, await aDraft(token, { lead: { media: picture.id } }), at);
  const good = await schedule(token, await aDraft(token), at + 1);
  await loseAlt(picture, "");
  const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
  itIs(at + 10);
  await runDurableObjectAlarm(clock());
  expect([await statusOf(token, lost), await statusOf(token, good)]).toEqual(["scheduled", "published"]);
  expect(String(complaints.mock.calls)).toContain(lost.id);
  await purgedTwice();
  expect(await alarmAt()).toBeNull();
});

it("reports an overdue story once for each moment that it missed", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const at = inOneHour();
  let story = await schedule(token, await aDraft(token, { lead: { media: picture.id } }), at);
  await loseAlt(picture, "");
  vi.spyOn(console, "error").mockImplementation(() => {});
  const count = async () => (await eventsOf(story.id)).filter((type) => type === "article.overdue").length;
  const counts: number[] = [];
  for (const minutes of [0, 1, 2, 3]) {
    itIs(at + minutes * MINUTE_MS);
    await Promise.all([runCron(), runCron()]);
    counts.push(await count());
  }
  expect(counts).toEqual([0, 1, 1, 1]);
  await loseAlt(picture, "Grey");
  story = await schedule(token, story, at + 10 * MINUTE_MS);
  await loseAlt(picture, "");
  itIs(at + 11 * MINUTE_MS);
  await runCron();
  expect(await count()).toBe(2);
});

it("goes off again within seconds where its work failed", async () => {
  const token = await aPaper();
  const at = inOneHour();
  const story = await schedule(token, await aDraft(token), at);
  vi.spyOn(console, "error").mockImplementation(() => {});
  itIs(at);
  await env.DB.exec("ALTER TABLE site RENAME TO lost");
  await runDurableObjectAlarm(clock());
  await env.DB.exec("ALTER TABLE lost RENAME TO site");
  expect([await statusOf(token, story), await alarmAt()]).toEqual(["scheduled", at + 5_000]);
  await runDurableObjectAlarm(clock());
  expect(await statusOf(token, story)).toBe("published");
  await purgedTwice();
  expect(await alarmAt()).toBeNull();
});

it("keeps a moment for which it is rung while it works", async () => {
  const at = inOneHour();
  await clock().ring(at);
  itIs(at);
  const work = runDurableObjectAlarm(clock());
  await clock().ring(at + 20_000);
  await clock().ring(at + 30_000);
  await work;
  expect(await alarmAt()).toBe(at + 20_000);
});

it("is set again by cron where its alarm is lost, and cron publishes meanwhile", async () => {
  const token = await aPaper();
  const at = inOneHour();
  const due = await schedule(token, await aDraft(token), at);
  await schedule(token, await aDraft(token), at + 7 * MINUTE_MS);
  await runInDurableObject(clock(), (_, { storage }) => storage.deleteAlarm());
  itIs(at);
  await runCron();
  expect(await statusOf(token, due)).toBe("published");
  await purgedTwice();
  expect(await alarmAt()).toBe(at + 7 * MINUTE_MS);
});

it("wins or loses a race with an editor who unschedules, cleanly", async () => {
  const token = await aPaper();
  for (let round = 0; round < 20; round++) {
    vi.useRealTimers();
    const at = inOneHour();
    const story = await schedule(token, await aDraft(token), at);
    itIs(at);
    const unschedule = () => putState(token, story, { state: "draft" });
    const tick = () => exports.default.publishDue();
    const [answer] =
      round % 2 === 0
        ? await Promise.all([unschedule(), tick()])
        : await Promise.all([tick(), unschedule()]).then(([, first]) => [first]);
    const { status, scheduledFor } = await readArticle(token, story);
    const types = (await eventsOf(story.id)).slice(2);
    if (answer?.status === 200)
      expect([status, scheduledFor, types]).toEqual(["draft", null, ["article.unscheduled"]]);
    else {
      const { orphan } = await problemOf(answer as Response);
      const kept = await must<{ body: unknown }>(200, request(orphan?.url ?? "", { token }));
      expect([answer?.status, kept.body]).toEqual([412, { state: "draft" }]);
      expect([status, scheduledFor, types]).toEqual(["published", null, ["article.published"]]);
    }
  }
});

it("publishes a story that an editor revises at the same moment", async () => {
  const token = await aPaper();
  const at = inOneHour();
  const story = await schedule(token, await aDraft(token), at);
  itIs(at);
  const edit = request(`/api/v1/articles/${story.id}`, {
    method: "PATCH",
    token,
    json: { standfirst: "Changed in the last moment." },
    headers: { "If-Match": `"${story.revision}"` },
  });
  const [answer] = await Promise.all([edit, exports.default.publishDue()]);
  const now = await readArticle(token, story);
  expect([now.status, await published()]).toEqual(["published", [story.id]]);
  if (answer.status === 200) expect(now.standfirst).toBe("Changed in the last moment.");
  else expect(answer.status).toBe(412);
});

it("gives namesakes that are due together different paths", async () => {
  const token = await aPaper();
  await aStory(token);
  const at = Date.now() + 1_000;
  const stories = [await aDraft(token), await aDraft(token)];
  const ids: ArticleJson[] = [];
  for (const draft of stories) ids.push(await schedule(token, draft, at));
  itIs(at);
  await exports.default.publishDue();
  const paths = await Promise.all(ids.map(async (story) => (await readArticle(token, story)).path));
  expect(new Set(paths).size).toBe(2);
});
