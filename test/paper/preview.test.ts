import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must, publish, remove } from "../support/factories.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

interface Link {
  url: string;
  expiresAt: string;
}
const DAY_MS = 24 * 60 * 60 * 1_000;

function put(token: string, { id, revision }: ArticleJson, json: unknown = {}): Promise<Response> {
  const headers = { "If-Match": `"${revision}"` };
  return request(`/api/v1/articles/${id}/preview`, { method: "PUT", token, json, headers });
}
const aLink = async (token: string, article: ArticleJson, json?: unknown) =>
  await must<Link>(200, put(token, article, json));
const open = ({ url }: Link) => request(url.replace("http://dateline.test", ""));

it("shows a draft to whoever has the link, and tells nobody else", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  const link = await aLink(token, draft);
  expect(link.url).toMatch(/^http:\/\/dateline\.test\/preview\/[\w-]{43}$/);
  expect(Date.parse(link.expiresAt) - Date.now()).toBeGreaterThan(6.9 * DAY_MS);
  const page = await open(link);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(html).toContain(`<h1>${draft.headline}</h1>`);
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).not.toContain("null");
  expect(html).not.toContain('rel="canonical"');
  expect(Object.fromEntries(page.headers)).toMatchObject({
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
    "referrer-policy": "no-referrer",
  });
  const kept = JSON.stringify((await env.DB.prepare("SELECT * FROM previews").all()).results);
  expect(kept).not.toContain(link.url.slice(-43));
});

it("shows the draft as it is now", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  const link = await aLink(token, draft);
  const headers = { "If-Match": `"${draft.revision}"` };
  const json = { headline: "Better" };
  await must(200, request(`/api/v1/articles/${draft.id}`, { method: "PATCH", token, json, headers }));
  expect(await (await open(link)).text()).toContain("<h1>Better</h1>");
});

it("dies when revoked, replaced, or expired", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  const first = await aLink(token, draft);
  const second = await aLink(token, draft);
  expect([(await open(first)).status, (await open(second)).status]).toEqual([404, 200]);
  const revoke = () => request(`/api/v1/articles/${draft.id}/preview`, { method: "DELETE", token });
  expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204]);
  const refused = await open(second);
  expect([refused.status, refused.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
  const third = await aLink(token, draft, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
  expect((await open(third)).status).toBe(200);
  await env.DB.prepare("UPDATE previews SET expires_at = ?")
    .bind(Date.now() - 1)
    .run();
  expect((await open(third)).status).toBe(404);
});

it("leads to the story once it is published, and to nothing once removed", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  const link = await aLink(token, draft);
  const story = await publish(token, draft);
  const answer = await open(link);
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, story.path]);
  await remove(token, story);
  expect((await open(link)).status).toBe(404);
});

it("needs If-Match, a draft, and a time to come", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  const path = `/api/v1/articles/${draft.id}/preview`;
  expect((await request(path, { method: "PUT", token, json: {} })).status).toBe(428);
  const stale = await problemOf(await put(token, { ...draft, revision: 7 }, {}));
  expect(stale).toMatchObject({ code: "revision_conflict", orphan: { id: expect.any(String) } });
  for (const expiresAt of [
    "2016-11-30T07:13:00.000Z",
    new Date(Date.now() + 91 * DAY_MS).toISOString(),
    "soon",
  ])
    expect([expiresAt, (await put(token, draft, { expiresAt })).status]).toEqual([expiresAt, 422]);
  expect((await problemOf(await put(token, await aStory(token)))).code).toBe("wrong_state");
});

it("is a writer's for their own drafts only", async () => {
  const token = await aPaper();
  const [writer, other] = [await tokenOf("writer"), await tokenOf("writer")];
  const draft = await aDraft(writer);
  expect((await put(other, draft)).status).toBe(404);
  expect((await put(other, await aStory(token))).status).toBe(403);
  const link = await aLink(writer, draft);
  const revoke = await request(`/api/v1/articles/${draft.id}/preview`, { method: "DELETE", token: other });
  expect([revoke.status, (await open(link)).status]).toEqual([404, 200]);
});
