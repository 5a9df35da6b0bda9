import { parseRssFeed } from "feedsmith";
import { expect, it } from "vitest";
import { aPaper, aStory, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

it("reads back as what was published, whole", async () => {
  const token = await aPaper();
  const headline = "Fish & chips: “five < six”";
  const source = '<p>Text & <a href="/archive">archive</a> ]]&gt;</p>';
  const story = await aStory(token, { headline, body: { format: "html", source }, topics: ["Food"] });
  const { result, trips, rowsRead } = await measured(() => request("/feed.xml"));
  expect([result.headers.get("Content-Type"), trips]).toEqual(["application/rss+xml; charset=utf-8", 1]);
  expect(rowsRead).toBeLessThanOrEqual(80);
  const [item] = parseRssFeed(await result.text()).items ?? [];
  expect(item).toMatchObject({ title: headline, link: story.url, guid: { value: `urn:uuid:${story.id}` } });
  expect(item?.content?.encoded).toBe(story.bodyHtml.replace('href="/', 'href="http://dateline.test/'));
  expect(item?.dc?.creators).toEqual(["Mara Lind"]);
});

it("answers 304, and forgets a withdrawn story at once", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const first = await request("/feed.xml");
  const headers = { "If-None-Match": first.headers.get("ETag") ?? "" };
  expect((await request("/feed.xml", { headers })).status).toBe(304);
  await withdraw(token, story);
  expect(await (await request("/feed.xml", { headers })).text()).not.toContain(story.headline);
});
