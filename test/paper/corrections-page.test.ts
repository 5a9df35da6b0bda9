import { expect, it } from "vitest";
import { type ArticleJson, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();
const texts = (html: string) => [...html.matchAll(/<p>(Correction \d+\.)<\/p>/g)].map(([, text]) => text);

async function correct(token: string, { id }: ArticleJson, text: string) {
  return await must(201, request(`/api/v1/articles/${id}/corrections`, { token, json: { text } }));
}

it("says that nothing was corrected yet", async () => {
  await aPaper();
  const { result, trips } = await measured(() => request("/corrections"));
  expect([result.status, trips]).toEqual([200, 1]);
  expect(await result.text()).toContain("Nothing has had to be corrected yet.");
  expect(await read("/")).toContain('<a href="/corrections">Corrections</a>');
});

it("shows corrections newest first, each with its day and its article", async () => {
  const token = await aPaper();
  const [one, other] = [await aStory(token, { headline: "One" }), await aStory(token, { headline: "Other" })];
  await correct(token, one, "Correction 1.");
  await correct(token, other, "Correction 2.");
  await correct(token, one, "Correction 3.");
  const html = await read("/corrections");
  expect(texts(html)).toEqual(["Correction 3.", "Correction 2.", "Correction 1."]);
  expect(html.match(/<time datetime="/g)).toHaveLength(3);
  expect(html).toContain(`<a href="${one.path}">One</a>`);
});

it("knows a correction, a withdrawal and a return at once", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  expect(texts(await read("/corrections"))).toEqual([]);
  await correct(token, story, "Correction 1.");
  expect(texts(await read("/corrections"))).toEqual(["Correction 1."]);
  const gone = await withdraw(token, story);
  expect(texts(await read("/corrections"))).toEqual([]);
  await publish(token, gone);
  expect(texts(await read("/corrections"))).toEqual(["Correction 1."]);
});

it("pages without gap or double", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  for (let n = 1; n <= 23; n++) await correct(token, story, `Correction ${n}.`);
  const first = await read("/corrections");
  const [, older = ""] = /rel="next" href="([^"]+)"/.exec(first) ?? [];
  const seen = texts(first + (await read(older)));
  expect(seen).toEqual(Array.from({ length: 23 }, (_, n) => `Correction ${23 - n}.`));
});
