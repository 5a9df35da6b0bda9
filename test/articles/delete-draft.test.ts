import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must, remove, withdraw } from "../support/factories.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

const del = (token: string, { id }: ArticleJson) =>
  request(`/api/v1/articles/${id}`, { method: "DELETE", token });

async function leftOf({ id }: ArticleJson): Promise<number> {
  const tables = ["revisions", "orphans", "article_authors", "article_topics", "search_docs", "previews"];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE article = '${id}')`).join(" + ");
  return (await env.DB.prepare(`SELECT ${counts} AS n`).first<{ n: number }>())?.n ?? -1;
}

it("takes a draft away with all that belongs to it", async () => {
  const token = await aPaper();
  const draft = await aDraft(token, { topics: ["Harbour"] });
  const headers = { "If-Match": '"9"' };
  await request(`/api/v1/articles/${draft.id}`, { method: "PATCH", token, json: { headline: "x" }, headers });
  expect(await leftOf(draft)).toBeGreaterThan(4);
  const answer = await del(token, draft);
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
  expect(await leftOf(draft)).toBe(0);
  expect((await request(`/api/v1/articles/${draft.id}`, { token })).status).toBe(404);
  expect((await del(token, draft)).status).toBe(404);
  const words = await env.DB.prepare("SELECT count(*) n FROM articles_fts").first<{ n: number }>();
  expect(words?.n).toBe(0);
});

it("refuses what is or was public", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const states = [
    story,
    await withdraw(token, await aStory(token)),
    await remove(token, await aStory(token)),
  ];
  for (const article of states)
    expect([article.status, (await problemOf(await del(token, article))).code]).toEqual([
      article.status,
      "wrong_state",
    ]);
  expect((await request(story.path)).status).toBe(200);
});

it("is for writers of their own drafts only", async () => {
  const token = await aPaper();
  const [writer, other] = [await tokenOf("writer"), await tokenOf("writer")];
  const draft = await aDraft(writer);
  expect((await del(other, draft)).status).toBe(404);
  expect((await del(other, await aStory(token))).status).toBe(403);
  expect((await del(writer, draft)).status).toBe(204);
});

it("refuses a draft that others are translations of", async () => {
  const token = await aPaper();
  const original = await aDraft(token);
  const translation = await aDraft(token, { translationOf: original.id, language: "de" });
  expect((await problemOf(await del(token, original))).code).toBe("in_use");
  expect((await del(token, translation)).status).toBe(204);
  expect((await del(token, original)).status).toBe(204);
});

it("never deletes what is being published at the same time", async () => {
  const token = await aPaper();
  for (let round = 0; round < 5; round++) {
    const draft = await aDraft(token);
    const headers = { "If-Match": `"${draft.revision}"` };
    const path = `/api/v1/articles/${draft.id}/publication`;
    const json = { state: "published" };
    const [deletion, publication] = await Promise.all([
      del(token, draft),
      request(path, { method: "PUT", token, json, headers }),
    ]);
    const isThere = (await request(`/api/v1/articles/${draft.id}`, { token })).status === 200;
    expect([deletion.status === 204, publication.status === 200]).toEqual([!isThere, isThere]);
    if (isThere) await must(200, request(`/api/v1/articles/${draft.id}`, { token }));
  }
});
