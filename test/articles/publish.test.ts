import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { aPng } from "../support/picture.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

function put(token: string, { id, revision }: ArticleJson, json: unknown): Promise<Response> {
  const headers = { "If-Match": `"${revision}"` };
  return request(`/api/v1/articles/${id}/publication`, { method: "PUT", token, json, headers });
}

it("names what is missing before a story can be published", async () => {
  const token = await aPaper();
  const draft = await must(
    201,
    request("/api/v1/articles", { token, json: { headline: "Only a headline" } }),
  );
  const answer = await put(token, draft, { state: "published" });
  expect(answer.status).toBe(409);
  const { code, errors } = await problemOf(answer);
  expect([code, errors?.map((error) => error.path)]).toEqual([
    "not_publishable",
    ["body", "section", "authors"],
  ]);
});

it("wants an alternative text for the lead picture", async () => {
  const token = await aPaper();
  const upload = request("/api/v1/media", {
    token,
    body: await aPng(4, 3),
    headers: { "Content-Type": "image/png" },
  });
  const { id: media } = await must<{ id: string }>(201, upload);
  const answer = await put(token, await aDraft(token, { lead: { media } }), { state: "published" });
  expect((await problemOf(answer)).errors?.[0]?.path).toBe("lead.media");
});

it("gives namesakes of one day a number", async () => {
  const token = await aPaper();
  const drafts = await Promise.all(Array.from({ length: 4 }, () => aDraft(token)));
  const stories = await Promise.all(drafts.map((draft) => publish(token, draft)));
  const slugs = stories.map((story) => story.path.split("/").pop()).sort();
  const base = "the-harbour-opens-again";
  expect(slugs).toEqual([base, `${base}-2`, `${base}-3`, `${base}-4`]);
});

it("puts the day of the site's zone into the path", async () => {
  const token = await aPaper();
  await must(200, request("/api/v1/site", { method: "PATCH", token, json: { timeZone: "Asia/Tokyo" } }));
  const story = await publish(token, await aDraft(token), { at: "2019-12-31T20:00:00Z" });
  expect(story.path).toBe("/2020/01/01/the-harbour-opens-again");
  expect(story.publishedAt).toBe("2019-12-31T20:00:00.000Z");
});

it("lets only a publisher backdate, and nobody postdate", async () => {
  const token = await aPaper();
  const editor = await tokenOf("editor");
  const draft = await aDraft(token);
  expect((await put(editor, draft, { state: "published", at: "2016-11-30T07:13:00Z" })).status).toBe(403);
  expect((await put(token, draft, { state: "published", at: "2999-01-01T00:00:00Z" })).status).toBe(422);
  expect((await put(token, draft, { state: "published", at: "yesterday" })).status).toBe(422);
});

it("publishes twice without writing twice", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const again = await publish(token, story);
  expect(again.revision).toBe(story.revision);
  const events = await env.DB.prepare("SELECT type FROM events WHERE subject = ?")
    .bind(story.id)
    .all<{ type: string }>();
  expect(events.results.map((event) => event.type)).toEqual(["article.saved", "article.published"]);
});

it("brings a withdrawn story back to its old path and date", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const withdrawn = await withdraw(token, story);
  expect(withdrawn.status).toBe("withdrawn");
  expect((await request(story.path)).status).toBe(410);
  const back = await publish(token, withdrawn);
  expect(back).toMatchObject({ status: "published", path: story.path, publishedAt: story.publishedAt });
  expect((await request(story.path)).status).toBe(200);
});

it("withdraws nothing that was not published", async () => {
  const token = await aPaper();
  const answer = await put(token, await aDraft(token), { state: "withdrawn", reason: "No." });
  expect([answer.status, (await problemOf(answer)).code]).toEqual([409, "wrong_state"]);
  expect((await put(token, await aStory(token), { state: "withdrawn" })).status).toBe(422);
  expect((await put(token, await aStory(token), { state: "deleted" })).status).toBe(422);
});

it("keeps who did what", async () => {
  const token = await aPaper();
  await withdraw(token, await aStory(token));
  const { results } = await env.DB.prepare("SELECT action, actor_name FROM audit ORDER BY seq").all<{
    action: string;
  }>();
  expect(results.map((entry) => entry.action)).toEqual([
    "section.put",
    "author.put",
    "article.create",
    "article.publish",
    "article.withdraw",
  ]);
});

it("gives a page and a section no common address", async () => {
  const token = await aPaper();
  const page = { kind: "page", section: null, authors: [], headline: "World" };
  expect((await aStory(token, page)).path).toBe("/world-2");
  const imprint = await aStory(token, { ...page, headline: "Imprint" });
  expect(imprint.path).toBe("/imprint");
  const section = request("/api/v1/sections/imprint", { method: "PUT", token, json: { name: "Imprint" } });
  expect((await section).status).toBe(409);
});

it("keeps pages out of the news", async () => {
  const token = await aPaper();
  await aStory(token, { kind: "page", headline: "About this paper" });
  for (const path of ["/", "/world", "/archive", "/feed.xml"])
    expect([path, (await (await request(path)).text()).includes("About this paper")]).toEqual([path, false]);
});

it("refuses dates that no path can hold", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  for (const at of ["0000-02-29T12:00:00Z", "0001-01-01T00:00:00+14:00"])
    expect([at, (await put(token, draft, { state: "published", at })).status]).toEqual([at, 422]);
});

it("refuses a headline with nothing to see", async () => {
  const token = await aPaper();
  for (const headline of ["\u202e", "\u200b\u200b", " \u2060 "])
    expect((await request("/api/v1/articles", { token, json: { headline } })).status).toBe(422);
});
