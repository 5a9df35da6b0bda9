import { expect, it } from "vitest";
import { aDraft, aPaper, aStory, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();
const headlines = (html: string) =>
  [...html.matchAll(/<a href="[^"]+">(Story \d+)<\/a>/g)].map(([, it]) => it);

it("lists what was published on a topic, newest first", async () => {
  const token = await aPaper();
  await aStory(token, { topics: ["Harbour", "Trade"], headline: "Story 1" });
  await aStory(token, { topics: ["Trade"], headline: "Story 2" });
  await aStory(token, { topics: ["Harbour"], headline: "Story 3", kind: "brief", authors: [] });
  const { result, trips, rowsRead } = await measured(() => request("/topics/harbour"));
  expect([result.status, trips, rowsRead <= 80]).toEqual([200, 1, true]);
  const html = await result.text();
  expect(html).toContain("<h1>Harbour</h1>");
  expect(headlines(html)).toEqual(["Story 3", "Story 1"]);
});

it("is 404 for an unknown topic, until a story is on it", async () => {
  const token = await aPaper();
  expect((await request("/topics/harbour")).status).toBe(404);
  await aStory(token, { topics: ["Harbour"] });
  expect((await request("/topics/harbour")).status).toBe(200);
});

it("loses a story at once that is no longer on it", async () => {
  const token = await aPaper();
  const story = await aStory(token, { topics: ["Harbour"], headline: "Story 1" });
  expect(headlines(await read("/topics/harbour"))).toEqual(["Story 1"]);
  const headers = { "If-Match": `"${story.revision}"` };
  await request(`/api/v1/articles/${story.id}`, { method: "PATCH", token, json: { topics: [] }, headers });
  const answer = await request("/topics/harbour");
  expect([answer.status, headlines(await answer.text())]).toEqual([404, []]);
});

it("is there, and empty, when its only story was withdrawn", async () => {
  const token = await aPaper();
  await withdraw(token, await aStory(token, { topics: ["Harbour"] }));
  const html = await read("/topics/harbour");
  expect(headlines(html)).toEqual([]);
  expect(html).toContain("Nothing has been published yet.");
});

it("says nothing of a topic that only drafts name", async () => {
  const token = await aPaper();
  await aDraft(token, { topics: ["Arrest of the mayor"] });
  const answer = await request("/topics/arrest-of-the-mayor");
  expect([answer.status, (await answer.text()).includes("mayor<")]).toEqual([404, false]);
});

it("has addresses in any script", async () => {
  const token = await aPaper();
  await aStory(token, { topics: ["الموانئ"], headline: "Story 1" });
  expect(headlines(await read(`/topics/${encodeURIComponent("الموانئ")}`))).toEqual(["Story 1"]);
});
