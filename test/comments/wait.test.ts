import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  aComment,
  decided,
  fillIn,
  mainOf,
  mainText,
  pass,
  pathOfReceipt,
  textOf,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { request } from "../support/request.ts";

const MINUTE_MS = 60_000;
const SAID = /Half of the comments are decided/;
let token: string;
let article: ArticleJson;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.UTC(2026, 10, 20, 12));
  token = await aPaper();
  article = await aStory(token);
});
afterEach(() => {
  vi.useRealTimers();
});

/** A comment that is decided after so many minutes. */
async function waitFor(minutes: number): Promise<void> {
  const { id } = await aComment(article.path);
  pass(minutes * MINUTE_MS);
  await decided(token, id, { decision: "publish" });
}

it("is not told before the first decision", async () => {
  const comment = await aComment(article.path);
  expect(await mainText(pathOfReceipt(comment))).not.toMatch(SAID);
  expect(await mainText(`${article.path}/comments`)).not.toMatch(SAID);
});

it("is told on receipt, discussion and refused form, and not on the article's page", async () => {
  for (const minutes of [1, 10, 40, 50, 170]) await waitFor(minutes);
  const told = "Half of the comments are decided within 40 minutes, nine of ten within 3 hours.";
  const comment = await aComment(article.path);
  expect(await mainText(pathOfReceipt(comment))).toContain(told);
  pass(16_000);
  expect(await mainText(`${article.path}/comments`)).toContain(told);
  const refused = await fillIn(article.path, { name: "" });
  expect(refused.status).toBe(422);
  expect(mainOf(await refused.text())).toContain(told);
  expect(await textOf(article.path)).not.toMatch(SAID);
  expect(await textOf(`${article.path}/comments/fragment`)).not.toMatch(SAID);
});

it("is told only while it is waited for", async () => {
  const comment = await aComment(article.path);
  pass(MINUTE_MS);
  await decided(token, comment.id, { decision: "decline", ground: "spam" });
  expect(await mainText(pathOfReceipt(comment))).not.toMatch(SAID);
});

it.each([
  ["en", 0.001, "within 1 minute, nine of ten within 1 minute."],
  ["en", 59, "within 59 minutes,"],
  ["en", 60, "within 1 hour,"],
  ["en", 61, "within 2 hours,"],
  ["en", 2_881, "within 3 days,"],
  ["de", 120, "wird innerhalb von 2 Stunden entschieden, neun von zehn innerhalb von 2 Stunden."],
  ["de", 4_320, "innerhalb von 3 Tagen"],
  ["fr", 120, "sont traités en 2 heures au plus, neuf sur dix en 2 heures au plus."],
  ["es", 1, "se decide en 1 minuto como máximo; nueve de cada diez, en 1 minuto."],
  ["ar", 120, "خلال ساعتين، وفي تسعة من كل عشرة خلال ساعتين."],
])("is told in %s: after %d minutes “%s”", async (language, minutes, expected) => {
  await must(200, request("/api/v1/site", { method: "PATCH", token, json: { language } }));
  await waitFor(minutes);
  const comment = await aComment(article.path);
  expect(await mainText(pathOfReceipt(comment))).toContain(expected);
});
