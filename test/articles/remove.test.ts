import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import {
  type ArticleJson,
  aDraft,
  aPaper,
  aStory,
  must,
  publish,
  remove,
  withdraw,
} from "../support/factories.ts";
import { aPicture } from "../support/media.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

const ORDER = { state: "removed", reason: "A court ordered it.", law: "§ 186 StGB" };

interface Gone extends ArticleJson {
  receipt: ArticleJson["receipt"] & { places: { place: string; url: string; now: string }[] };
}

function put(token: string, { id, revision }: ArticleJson, json: unknown): Promise<Response> {
  const headers = { "If-Match": `"${revision}"` };
  return request(`/api/v1/articles/${id}/publication`, { method: "PUT", token, json, headers });
}

const pathOf = (url: string) => url.replace("http://dateline.test", "");
/** Asked twice, so that the second answer is the cache's where there is one. */
async function textOf(path: string): Promise<string> {
  await (await request(path)).text();
  return await (await request(path)).text();
}

async function aStoryWithPictures(token: string) {
  const [lead, inBody, shared] = await Promise.all([aPicture(token), aPicture(token), aPicture(token)]);
  const source = `Text.\n\n![Grey](/media/${inBody.id}/1/original)\n\n![Grey](/media/${shared.id}/1/original)`;
  const story = await aStory(token, {
    headline: "The accused story",
    topics: ["Court"],
    lead: { media: lead.id, caption: null },
    body: { source },
  });
  await aStory(token, { headline: "Another one", lead: { media: shared.id, caption: null } });
  return { lead, inBody, shared, story };
}

it("is 451 at each address, and left out at each list, that the receipt names", async () => {
  const token = await aPaper();
  const { story, lead, inBody, shared } = await aStoryWithPictures(token);
  const correction = { token, json: { text: "It was another court." } };
  await must(201, request(`/api/v1/articles/${story.id}/corrections`, correction));
  const lists = ["/", "/world", "/topics/court", "/authors/mara-lind", "/feed.xml", "/search?q=accused"];
  for (const list of lists)
    expect([list, await textOf(list)]).toEqual([list, expect.stringContaining(story.path)]);
  for (const picture of [lead, inBody, shared]) expect((await request(pathOf(picture.url))).status).toBe(200);

  const gone = (await remove(token, story)) as Gone;
  expect(gone).toMatchObject({ status: "removed", receipt: { mode: "purge", outcome: "done" } });
  const { places } = gone.receipt;
  const kept = await must<Gone["receipt"]>(200, request(`/api/v1/articles/${story.id}/receipt`, { token }));
  expect(kept).toMatchObject({ type: "article.removed", places });
  for (const { url } of places.filter(({ now }) => now === "451")) {
    const answer = await request(pathOf(url));
    expect([url, answer.status]).toEqual([url, 451]);
    expect(answer.headers.get("Link")).toBe('<http://dateline.test/>; rel="blocked-by"');
    expect(await answer.text()).toContain("§ 186 StGB");
  }
  for (const { url, place } of places.filter(({ now }) => now === "left out")) {
    const path = place === "search" ? "/search?q=accused" : pathOf(url);
    expect([path, (await (await request(path)).text()).includes(story.path)]).toEqual([path, false]);
  }
  const pictures = places.filter(({ place }) => place === "picture").map(({ url }) => url);
  expect(pictures.sort()).toEqual([lead.url, inBody.url].sort());
  expect((await request(pathOf(shared.url))).status).toBe(200);
  expect((await request(pathOf(lead.url).replace("original", "400.jpeg"))).status).toBe(451);
});

it("is noted with reason, and handed on as an event", async () => {
  const token = await aPaper();
  const story = await remove(token, await aStory(token));
  const count = async (sql: string) => (await env.DB.prepare(sql).bind(story.id).first<{ n: number }>())?.n;
  expect(await count("SELECT count(*) n FROM audit WHERE action = 'article.remove' AND subject = ?")).toBe(1);
  expect(await count("SELECT count(*) n FROM events WHERE type = 'article.removed' AND subject = ?")).toBe(1);
  const again = await must(200, put(token, story, ORDER));
  expect(again.revision).toBe(story.revision);
});

it("is a publisher's alone, there and back", async () => {
  const token = await aPaper();
  const editor = await tokenOf("editor");
  const story = await aStory(token);
  expect((await put(editor, story, ORDER)).status).toBe(403);
  const gone = await remove(token, story);
  const back = await put(editor, gone, { state: "published" });
  expect([back.status, (await problemOf(back)).detail]).toEqual([403, expect.stringContaining("publisher")]);
  expect((await put(editor, gone, { state: "withdrawn", reason: "No." })).status).toBe(409);
  expect((await request(story.path)).status).toBe(451);
});

it("comes back whole with its pictures, at once", async () => {
  const token = await aPaper();
  const { story, lead } = await aStoryWithPictures(token);
  const gone = await remove(token, story);
  expect((await request(pathOf(lead.url))).status).toBe(451);
  const back = await publish(token, gone);
  expect(back).toMatchObject({ status: "published", path: story.path, publishedAt: story.publishedAt });
  expect((await request(story.path)).status).toBe(200);
  expect((await request(pathOf(lead.url))).status).toBe(200);
});

it("can be demanded of a withdrawn story, and never of a draft", async () => {
  const token = await aPaper();
  const withdrawn = await withdraw(token, await aStory(token));
  const gone = await remove(token, withdrawn);
  expect((await request(gone.path)).status).toBe(451);
  const draft = await aDraft(token);
  expect((await problemOf(await put(token, draft, ORDER))).code).toBe("wrong_state");
  for (const json of [
    { ...ORDER, law: "" },
    { state: "removed", reason: "x" },
    { ...ORDER, at: "now" },
  ])
    expect([json, (await put(token, draft, json)).status]).toEqual([json, 422]);
});

it("keeps its pictures away from every other story", async () => {
  const token = await aPaper();
  const { story, lead } = await aStoryWithPictures(token);
  await remove(token, story);
  const other = await aDraft(token, { lead: { media: lead.id, caption: null } });
  const refused = await problemOf(await put(token, other, { state: "published" }));
  expect(refused).toMatchObject({ code: "not_publishable", errors: [{ path: "lead.media" }] });
});
