import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must } from "../support/factories.ts";
import { aPng } from "../support/picture.ts";
import { problemOf, request } from "../support/request.ts";
import { articlesMade, deedsDone, numberOf, postUnder, type Told, told } from "../support/retries.ts";

const FIFTY = Array.from({ length: 50 }, (_, n) => n);

/** All the same answer; all but one say that they repeat it. */
function expectOneAnswer(answers: Told[], status: number): void {
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([status]));
  expect(
    new Set(answers.map(({ body, location, etag }) => JSON.stringify([body, location, etag]))).size,
  ).toBe(1);
  expect(answers.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
}

it("makes one article of 50 requests with one key", async () => {
  const token = await aPaper();
  const before = await deedsDone();
  const json = { headline: "The harbour opens again" };
  expectOneAnswer(await Promise.all(FIFTY.map(() => postUnder("k1", "/articles", { token, json }))), 201);
  expect([await articlesMade(), (await deedsDone()) - before]).toEqual([1, 1]);
  expect(await numberOf("SELECT count(*) FROM events WHERE type = 'article.saved'")).toBe(1);
});

it("makes one article, and refuses the others, of 50 bodies with one key", async () => {
  const token = await aPaper();
  const answers = await Promise.all(
    FIFTY.map((n) => postUnder("k1", "/articles", { token, json: { headline: `Harbour ${n}` } })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(49).fill(422)]);
  expect(await articlesMade()).toBe(1);
});

it("puts one correction of 50 requests with one key", async () => {
  const token = await aPaper();
  const { id } = await aStory(token);
  const json = { text: "It was Tuesday." };
  const send = () => postUnder("k1", `/articles/${id}/corrections`, { token, json });
  expectOneAnswer(await Promise.all(FIFTY.map(send)), 201);
  expect(await numberOf("SELECT count(*) FROM corrections")).toBe(1);
  expect(await numberOf("SELECT count(*) FROM events WHERE type = 'article.corrected'")).toBe(1);
});

it("stores one picture, and one file, of 50 requests with one key", async () => {
  const token = await aPaper();
  const body = await aPng(16, 16);
  const headers = { "Idempotency-Key": "k1", "Content-Type": "image/png" };
  const send = () => told(request("/api/v1/media?alt=Grey", { method: "POST", token, body, headers }));
  expectOneAnswer(await Promise.all(FIFTY.map(send)), 201);
  expect(await numberOf("SELECT count(*) FROM media")).toBe(1);
  expect((await env.MEDIA.list()).objects).toHaveLength(1);
});

it("lets one of 50 edits with one ETag win, and keeps 49", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  const path = `/api/v1/articles/${draft.id}`;
  const send = (n: number) =>
    request(path, { method: "PATCH", token, json: { label: `Edit ${n}` }, headers: { "If-Match": '"1"' } });
  const answers = await Promise.all(FIFTY.map(send));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(412)]);
  const kept = new Set<unknown>();
  for (const answer of answers.filter(({ status }) => status === 412)) {
    const { orphan } = await problemOf(answer);
    const read = await must<{ body: { label: string } }>(200, request(String(orphan?.url), { token }));
    kept.add(read.body.label);
  }
  const { label, revision } = await must<ArticleJson>(200, request(path, { token }));
  expect([kept.size, revision]).toEqual([49, 2]);
  expect(new Set([...kept, label])).toEqual(new Set(FIFTY.map((n) => `Edit ${n}`)));
  expect(await numberOf("SELECT count(*) FROM orphans")).toBe(49);
});
