import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { commentInput } from "../../src/comments/input.ts";
import { submitComment } from "../../src/comments/submit-comment.ts";
import { openDatabase } from "../../src/db.ts";
import { findSite } from "../../src/editors/site.ts";
import { AppError } from "../../src/errors.ts";
import { newId } from "../../src/http/ids.ts";
import { anAddress, pass, rowsOf, say, tally } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";

const CROWD = 200;
const NOON = Date.UTC(2026, 10, 20, 12);
let article: ArticleJson;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOON);
  article = await aStory(await aPaper());
});
afterEach(() => {
  vi.useRealTimers();
});

const crowd = <T>(work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: CROWD }, (_, n) => work(n)));

it("of 200 posts at once by one client exactly five are taken", async () => {
  const headers = { "CF-Connecting-IP": anAddress() };
  const answers = await crowd(() => say(article.path, {}, headers));
  expect(tally(answers)).toEqual({ 201: 5, 429: 195 });
  const refused = answers.filter(({ status }) => status === 429);
  expect(new Set(refused.map((answer) => answer.headers.get("Retry-After")))).toEqual(new Set(["60"]));
  expect(await rowsOf("comments")).toHaveLength(5);
  expect(
    (await rowsOf<{ type: string }>("events")).filter(({ type }) => type === "comment.submitted"),
  ).toHaveLength(5);
});

it("the gate is not needed for that: D1 alone takes five, and again five when they say so", async () => {
  const { settings: site } = await findSite(openDatabase(env.DB), env.SITE_URL);
  const client = anAddress();
  const post = async (n: number) => {
    const now = Date.now();
    const input = commentInput.parse({ name: "Ana", body: `Comment ${n} at ${now}` });
    const submission = { path: article.path, site, client, secret: undefined, verify: undefined, input };
    try {
      return (await submitComment({ db: openDatabase(env.DB), now, requestId: newId(now) }, submission)).id;
    } catch (error) {
      if (error instanceof AppError && error.code === "rate_limited")
        return Number(error.headers["Retry-After"]);
      throw error;
    }
  };
  for (const round of [1, 2]) {
    const outcomes = await crowd(post);
    const waits = outcomes.filter((outcome) => typeof outcome === "number");
    expect([outcomes.length - waits.length, new Set(waits)]).toEqual([5, new Set([60])]);
    expect(await rowsOf("comments")).toHaveLength(5 * round);
    pass(59_999);
    expect(await post(0)).toBe(1);
    pass(1);
  }
});

it("of 200 clients who post once at once all are taken", async () => {
  const answers = await crowd(() => say(article.path));
  expect(tally(answers)).toEqual({ 201: CROWD });
  const ids = await Promise.all(answers.map(async (answer) => (await answer.json<{ id: string }>()).id));
  const stored = await rowsOf<{ id: string }>("comments");
  expect(stored.map(({ id }) => id).sort()).toEqual(ids.sort());
});
