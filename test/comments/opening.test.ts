import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aComment, decided, fillIn, pass, rowsOf, say, setStanding, textOf } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request } from "../support/request.ts";

const DAY_MS = 86_400_000;
/** A Friday, two in the afternoon in Berlin. */
const NOW = Date.UTC(2026, 10, 20, 13);
let token: string;
let article: ArticleJson;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  token = await aPaper();
  await settle({ timeZone: "Europe/Berlin" });
  article = await aStory(token);
});
afterEach(() => {
  vi.useRealTimers();
});

async function settle(json: Record<string, unknown>): Promise<void> {
  await must(200, request("/api/v1/site", { method: "PATCH", token, json }));
}

const rules = (comments: Record<string, unknown>) => settle({ comments });
const discussion = () => textOf(`${article.path}/comments`);
const HOURS = { hours: "Mo-Fr 09:00-18:00, Sa 10:00-14:00" };
const FORM = '<form id="form"';
const BACK = "Editors read comments again on Saturday at 10:00 am.";

/** What every way to the discussion says while it is closed. */
async function expectClosed(reason: string, words: string): Promise<Response> {
  const html = await discussion();
  expect(html).toContain(words);
  expect(html).not.toContain(FORM);
  expect(html).not.toContain("?reply=");
  expect(await textOf(`${article.path}/comments/fragment`)).not.toContain("?reply=");
  const form = await fillIn(article.path, { body: "What I typed" });
  expect(form.status).toBe(403);
  const again = await form.text();
  expect(again).toContain(words);
  expect(again).toContain("What I typed");
  expect(again).not.toContain(FORM);
  const stored = (await rowsOf("comments")).length;
  const refused = await say(article.path);
  expect((await rowsOf("comments")).length).toBe(stored);
  expect(await problemOf(refused.clone())).toMatchObject({ status: 403, code: "comments_closed", reason });
  expect(refused.headers.get("Retry-After")).toBe(form.headers.get("Retry-After"));
  return refused;
}

async function aPublished() {
  const { id } = await aComment(article.path);
  await decided(token, id, { decision: "publish" });
}

describe("a discussion is closed", () => {
  it("by hand", async () => {
    await aPublished();
    const headers = { "If-Match": `"${article.revision}"` };
    const json = { comments: "closed" };
    await must(200, request(`/api/v1/articles/${article.id}`, { method: "PATCH", token, json, headers }));
    const refused = await expectClosed("by_hand", "Comments on this article are closed.");
    expect(refused.headers.get("Retry-After")).toBeNull();
  });

  it("some days after publication, to the millisecond", async () => {
    await aPublished();
    await rules({ closeAfterDays: 14 });
    pass(14 * DAY_MS - 1);
    expect(await discussion()).toContain(FORM);
    expect((await say(article.path)).status).toBe(201);
    pass(1);
    const refused = await expectClosed("too_old", "after some days no more are taken");
    expect(refused.headers.get("Retry-After")).toBeNull();
    await rules({ closeAfterDays: null });
    expect(await textOf(`${article.path}/comments?after=`, {}).catch(() => FORM)).toContain(FORM);
    expect((await say(article.path)).status).toBe(201);
  });

  it("while as many comments wait as may, on all articles together", async () => {
    await aPublished();
    const other = await aStory(token, { headline: "Another one" });
    await rules({ queueLimit: 2 });
    const waiting = await aComment(other.path);
    expect((await say(article.path)).status).toBe(201);
    const refused = await expectClosed("queue_full", "So many comments wait for an editor");
    expect(refused.headers.get("Retry-After")).toBe("600");
    await decided(token, waiting.id, { decision: "decline", ground: "spam" });
    expect((await say(article.path)).status).toBe(201);
  });

  it("outside of the editors' hours, where the site says so", async () => {
    await aPublished();
    await rules({ ...HOURS, outsideHours: "close" });
    expect((await say(article.path)).status).toBe(201);
    pass(4 * 3_600_000);
    const refused = await expectClosed("outside_hours", "Comments are taken while editors read them");
    expect(refused.headers.get("Retry-After")).toBe(String(16 * 3_600));
    expect((await problemOf(refused)).detail).toContain("2026-11-21T09:00:00.000Z");
    pass(15_000);
    expect(await discussion()).toContain(BACK);
    pass(16 * 3_600_000 - 15_000 - 1_000);
    expect((await say(article.path)).headers.get("Retry-After")).toBe("1");
    pass(1_000);
    expect((await say(article.path)).status).toBe(201);
    expect(await discussion()).toContain(FORM);
  });

  it("for a trusted commenter too", async () => {
    const { id, cookie } = await aComment(article.path);
    await setStanding(id, "trusted");
    await rules({ queueLimit: 1 });
    expect((await say(article.path, {}, { Cookie: cookie })).status).toBe(403);
  });

  it("and says so in time: the page is drawn anew after 15 seconds", async () => {
    await rules({ ...HOURS, outsideHours: "close" });
    pass(4 * 3_600_000 - 1_000);
    expect(await discussion()).toContain(FORM);
    pass(16_000);
    expect(await discussion()).not.toContain(FORM);
  });
});

describe("outside of the editors' hours", () => {
  it("comments are taken, and the page says when they are read", async () => {
    await rules(HOURS);
    expect(await discussion()).not.toContain("Editors read comments again");
    pass(4 * 3_600_000);
    const html = await discussion();
    expect(html).toContain(FORM);
    expect(html).toContain(BACK);
    expect((await say(article.path)).status).toBe(201);
  });

  it.each([
    ["de", "Die Redaktion liest Kommentare wieder am Samstag um 10:00 Uhr."],
    ["fr", "La rédaction lira de nouveau les commentaires samedi à 10:00."],
    ["es", "La redacción volverá a leer comentarios el sábado a las 10:00."],
    ["ar", "يعود المحررون إلى قراءة التعليقات يوم السبت الساعة "],
  ])("in the words of %s", async (language, words) => {
    await settle({ language, comments: HOURS });
    pass(4 * 3_600_000);
    expect(await discussion()).toContain(words);
  });

  it("with the date, where the weekday alone would mean today", async () => {
    await rules({ hours: "Fr 09:00-14:00" });
    expect(await discussion()).toContain("again on Friday, November 27 at 9:00 am.");
  });

  it("a full queue says when editors are back", async () => {
    await rules({ ...HOURS, queueLimit: 1 });
    await aComment(article.path);
    pass(4 * 3_600_000);
    const refused = await expectClosed("queue_full", BACK);
    expect(refused.headers.get("Retry-After")).toBe(String(16 * 3_600));
  });
});

describe("the settings", () => {
  const patch = (comments: unknown) =>
    request("/api/v1/site", { method: "PATCH", token, json: { comments } });

  it("refuse hours that can't be read, and show how they look", async () => {
    for (const hours of ["9 to 5", "", "Mo-Fr", `Mo 09:00-10:00${", Mo 09:00-10:00".repeat(20)}`]) {
      const problem = await problemOf(await patch({ hours }));
      expect([hours, problem]).toMatchObject([hours, { status: 422, errors: [{ path: "comments.hours" }] }]);
    }
    const problem = await problemOf(await patch({ hours: "9 to 5" }));
    expect(problem.detail).toContain("Mo-Fr 09:00-18:00, Sa 10:00-14:00");
  });

  it("are in order at first, and can be put back", async () => {
    const before = await must<{ comments: unknown }>(200, request("/api/v1/site", { token }));
    expect(before.comments).toEqual({
      closeAfterDays: null,
      hours: null,
      outsideHours: "queue",
      queueLimit: 1_000,
      alertAfterMinutes: null,
    });
    await must(200, patch({ ...HOURS, outsideHours: "close", closeAfterDays: 3 }));
    await must(200, patch({ hours: null, outsideHours: "queue", closeAfterDays: null }));
    const after = await must<{ comments: unknown }>(200, request("/api/v1/site", { token }));
    expect(after.comments).toEqual(before.comments);
  });

  it("of an older Dateline mean that hours are not declared", async () => {
    await env.DB.prepare(
      `UPDATE site SET settings = json_remove(json_set(settings, '$.comments.hours', 'when we like'), '$.comments.outsideHours')`,
    ).run();
    expect(await discussion()).toContain(FORM);
    expect((await say(article.path)).status).toBe(201);
  });
});

it("costs no round trip", async () => {
  await rules({ ...HOURS, closeAfterDays: 30 });
  expect(await measured(() => discussion())).toMatchObject({ trips: 1 });
  expect(await measured(() => say(article.path))).toMatchObject({ result: { status: 201 }, trips: 5 });
});
