import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { aDraft, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { aPicture } from "../support/media.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";
import { eventsOf, itIs, MINUTE_MS, putState, readArticle, schedule } from "../support/schedule.ts";

const DAY_MS = 24 * 60 * MINUTE_MS;
const inOneHour = () => Date.now() + 60 * MINUTE_MS;
const iso = (at: number) => new Date(at).toISOString();
const draftState = { state: "draft" };

afterEach(() => {
  vi.useRealTimers();
});

it("schedules a draft and touches no page", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  const at = inOneHour();
  const story = await schedule(token, draft, at);
  expect(story).toMatchObject({ status: "scheduled", scheduledFor: iso(at), publishedAt: null, path: null });
  expect([story.revision, story.receipt.tags]).toEqual([draft.revision + 1, []]);
  expect(await eventsOf(story.id)).toEqual(["article.saved", "article.scheduled"]);
});

it("gives a scheduled story another moment, and the same one changes nothing", async () => {
  const token = await aPaper();
  const first = await schedule(token, await aDraft(token), inOneHour());
  const later = Date.now() + 2 * DAY_MS;
  const second = await schedule(token, first, later);
  expect([second.scheduledFor, second.revision]).toEqual([iso(later), first.revision + 1]);
  expect((await schedule(token, second, later)).revision).toBe(second.revision);
});

it("makes a scheduled story a draft again", async () => {
  const token = await aPaper();
  const story = await schedule(token, await aDraft(token), inOneHour());
  const draft = await must(200, putState(token, story, draftState));
  expect(draft).toMatchObject({ status: "draft", scheduledFor: null, revision: story.revision + 1 });
  expect((await must(200, putState(token, draft, draftState))).revision).toBe(draft.revision);
  expect(await eventsOf(story.id)).toEqual(["article.saved", "article.scheduled", "article.unscheduled"]);
});

it("publishes a scheduled story at once where no date is given", async () => {
  const token = await aPaper();
  const now = Date.now();
  const story = await publish(token, await schedule(token, await aDraft(token), inOneHour()));
  expect(story).toMatchObject({ status: "published", scheduledFor: null });
  expect(Date.parse(story.publishedAt ?? "")).toBeGreaterThanOrEqual(now);
  expect((await request(story.path)).status).toBe(200);
});

it("refuses to schedule what is not ready", async () => {
  const token = await aPaper();
  const draft = await must(201, request("/api/v1/articles", { token, json: { headline: "Only this" } }));
  const answer = await putState(token, draft, { state: "published", at: iso(inOneHour()) });
  const { code, errors } = await problemOf(answer);
  expect([answer.status, code]).toEqual([409, "not_publishable"]);
  expect(errors?.map(({ path }) => path)).toEqual(["body", "section", "authors"]);
  expect(await readArticle(token, draft)).toMatchObject({ status: "draft", scheduledFor: null });
});

it("neither schedules nor unschedules what has been published", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const gone = await withdraw(token, await aStory(token));
  for (const article of [story, gone])
    for (const json of [draftState, { state: "published", at: iso(inOneHour()) }]) {
      const answer = await putState(token, article, json);
      expect([article.status, json, answer.status, (await problemOf(answer)).code]).toEqual([
        article.status,
        json,
        409,
        "wrong_state",
      ]);
    }
});

it("refuses moments that can't be meant", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  for (const at of [iso(Date.now() + 6 * 366 * DAY_MS), "9999-12-31T23:59:59Z", "tomorrow", "", null, 5])
    expect([at, (await putState(token, draft, { state: "published", at })).status]).toEqual([at, 422]);
  expect((await putState(token, draft, { state: "draft", at: iso(inOneHour()) })).status).toBe(422);
  expect(await eventsOf(draft.id)).toEqual(["article.saved"]);
});

it("keeps what a stale schedule or unschedule said as an orphan", async () => {
  const token = await aPaper();
  const stale = await aDraft(token);
  const at = iso(inOneHour());
  await schedule(token, stale, Date.parse(at));
  for (const json of [{ state: "published", at }, draftState]) {
    const answer = await putState(token, stale, json);
    const { code, orphan } = await problemOf(answer);
    expect([answer.status, code]).toEqual([412, "revision_conflict"]);
    expect((await must<{ body: unknown }>(200, request(orphan?.url ?? "", { token }))).body).toEqual(json);
  }
  const bare = { method: "PUT", token, json: draftState };
  expect((await request(`/api/v1/articles/${stale.id}/publication`, bare)).status).toBe(428);
});

it("keeps a scheduled story publishable, and changes it by editors only", async () => {
  const token = await aPaper();
  const writer = await tokenOf("writer");
  const story = await schedule(token, await aDraft(writer), inOneHour());
  const change = (json: unknown, by = token) =>
    request(`/api/v1/articles/${story.id}`, {
      method: "PATCH",
      token: by,
      json,
      headers: { "If-Match": `"${story.revision}"` },
    });
  for (const json of [{ authors: [] }, { section: null }, { body: null }])
    expect([json, (await problemOf(await change(json))).code]).toEqual([json, "not_publishable"]);
  expect((await change({ headline: "Mine" }, writer)).status).toBe(403);
  const changed = await must(200, change({ headline: "Changed before it came out" }));
  expect(changed).toMatchObject({ status: "scheduled", scheduledFor: story.scheduledFor, path: null });
  expect((await eventsOf(story.id)).at(-1)).toBe("article.saved");
});

it("counts a story as overdue a minute after its moment", async () => {
  const token = await aPaper();
  const at = inOneHour();
  await schedule(token, await aDraft(token), at);
  const overdue = async () =>
    (await must<{ overdue: number; status: string }>(200, request("/healthz"))).overdue;
  itIs(at + MINUTE_MS - 1);
  expect(await overdue()).toBe(0);
  itIs(at + MINUTE_MS);
  expect(await overdue()).toBe(1);
});

it("says who scheduled, and when which moment", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const story = await schedule(token, await aDraft(token, { lead: { media: picture.id } }), inOneHour());
  await must(200, putState(token, story, draftState));
  const { results } = await env.DB.prepare(
    "SELECT action, actor_name FROM audit WHERE subject = ? ORDER BY seq",
  )
    .bind(story.id)
    .all();
  expect(results.map(({ action }) => action)).toEqual([
    "article.create",
    "article.schedule",
    "article.unschedule",
  ]);
});
