import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must } from "../support/factories.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

interface Edit {
  token: string;
  article: ArticleJson;
  json: unknown;
  ifMatch?: string;
}

function patch({ token, article, json, ifMatch = `"${article.revision}"` }: Edit): Promise<Response> {
  return request(`/api/v1/articles/${article.id}`, {
    method: "PATCH",
    token,
    json,
    headers: { "If-Match": ifMatch },
  });
}

async function count(table: string, where = "1"): Promise<number> {
  return (
    (await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).first<{ n: number }>())?.n ??
    -1
  );
}

it("lets one of 20 parallel edits win, and keeps the others as orphans", async () => {
  const token = await aPaper();
  const article = await aStory(token);
  const before = await count("events");
  const edits = Array.from({ length: 20 }, (_, n) =>
    patch({ token, article, json: { headline: `Edit ${n}` } }),
  );
  const answers = await Promise.all(edits);
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([200, ...Array(19).fill(412)]);
  expect(await count("events")).toBe(before + 1);
  expect(await count("orphans")).toBe(19);
  expect(await count("revisions", `article = '${article.id}'`)).toBe(article.revision + 1);
  const lost = await problemOf(answers.find((answer) => answer.status === 412) as Response);
  expect(lost).toMatchObject({
    code: "revision_conflict",
    orphan: { url: expect.stringContaining(article.id) },
  });
});

it("gives a refused edit back, whole", async () => {
  const token = await aPaper();
  const article = await aDraft(token);
  await must(200, patch({ token, article, json: { headline: "First" } }));
  const json = { body: { source: "A sentence that must not be lost." } };
  const { orphan } = await problemOf(await patch({ token, article, json }));
  const kept = await must<{ body: unknown }>(200, request(orphan?.url ?? "", { token }));
  expect(kept.body).toEqual(json);
  const list = await must<{ items: { id: string }[] }>(
    200,
    request(`/api/v1/articles/${article.id}/orphans`, { token }),
  );
  expect(list.items.map((item) => item.id)).toEqual([orphan?.id]);
});

it("wants If-Match, and compares its opaque value", async () => {
  const token = await aPaper();
  const article = await aDraft(token);
  const bare = await request(`/api/v1/articles/${article.id}`, {
    method: "PATCH",
    token,
    json: { label: "Analysis" },
  });
  expect([bare.status, (await problemOf(bare)).code]).toEqual([428, "precondition_required"]);
  const star = await patch({ token, article, json: { label: "Analysis" }, ifMatch: "*" });
  expect(star.status).toBe(428);
  const weak = await patch({
    token,
    article,
    json: { label: "Analysis" },
    ifMatch: `W/"${article.revision}"`,
  });
  expect([weak.status, weak.headers.get("ETag")]).toEqual([200, `"${article.revision + 1}"`]);
  expect((await patch({ token, article, json: {}, ifMatch: '"nonsense"' })).status).toBe(412);
});

it("merges as RFC 7396 says", async () => {
  const token = await aPaper();
  const article = await aDraft(token, { label: "Analysis", topics: ["Harbour", "Trade"] });
  const json = { label: null, topics: ["Ships"], body: { format: "html", source: "<p>New <b>text</b></p>" } };
  const headers = { "If-Match": `"${article.revision}"`, "Content-Type": "application/merge-patch+json" };
  const merged = await must(
    200,
    request(`/api/v1/articles/${article.id}`, { method: "PATCH", token, json, headers }),
  );
  expect(merged).toMatchObject({
    label: null,
    topics: ["Ships"],
    bodyHtml: "<p>New <b>text</b></p>",
    section: "world",
  });
});

it("does not move the public date for a minor edit", async () => {
  const token = await aPaper();
  const article = await aStory(token);
  const minor = await must(
    200,
    patch({ token, article, json: { headline: "The harbor opens again", minor: true } }),
  );
  expect(await (await request(article.path)).text()).not.toContain("Updated:");
  await must(200, patch({ token, article: minor, json: { headline: "The harbour is open" } }));
  expect(await (await request(article.path)).text()).toContain("Updated:");
});

it("refuses what can't be right, and changes nothing", async () => {
  const token = await aPaper();
  const article = await aStory(token);
  const refused: [unknown, number, string][] = [
    [{ headline: null }, 422, "invalid"],
    [{ headline: "" }, 422, "invalid"],
    [{ headline: "Two\nlines" }, 422, "invalid"],
    [{ headline: 7 }, 422, "invalid"],
    [{ colour: "red" }, 422, "invalid"],
    [{ colour: null }, 422, "invalid"],
    [{ minor: "yes" }, 422, "invalid"],
    [{ section: "nowhere" }, 422, "invalid"],
    [{ authors: ["nobody"] }, 422, "invalid"],
    [{ lead: { media: "nothing" } }, 422, "invalid"],
    [{ language: "no language" }, 422, "invalid"],
    [{ canonicalUrl: "javascript:alert(1)" }, 422, "invalid"],
    [{ body: { source: `${">".repeat(90)} deep` } }, 422, "invalid"],
    [{ body: { source: "x".repeat(100_001) } }, 422, "invalid"],
    [{ headline: "half a pair \ud800" }, 422, "invalid"],
    [{ headline: "nul \u0000" }, 422, "invalid"],
    [{ section: null }, 409, "not_publishable"],
    [{ body: null }, 409, "not_publishable"],
    [[], 422, "invalid"],
    ["text", 422, "invalid"],
  ];
  for (const [json, status, code] of refused) {
    const answer = await patch({ token, article, json });
    expect([json, answer.status, (await problemOf(answer)).code]).toEqual([json, status, code]);
  }
  expect(await must(200, request(`/api/v1/articles/${article.id}`, { token }))).toMatchObject({
    revision: article.revision,
  });
});

it("lets writers change their own drafts only", async () => {
  const editor = await aPaper();
  const ada = await tokenOf("writer", { name: "Ada" });
  const bo = await tokenOf("writer", { name: "Bo" });
  const draft = await aDraft(ada);
  expect((await patch({ token: bo, article: draft, json: { label: "Mine" } })).status).toBe(404);
  const own = await must(200, patch({ token: ada, article: draft, json: { label: "Mine" } }));
  const headers = { "If-Match": `"${own.revision}"` };
  const asWriter = request(`/api/v1/articles/${own.id}/publication`, {
    method: "PUT",
    token: ada,
    json: { state: "published" },
    headers,
  });
  expect((await asWriter).status).toBe(403);
  const asEditor = request(`/api/v1/articles/${own.id}/publication`, {
    method: "PUT",
    token: editor,
    json: { state: "published" },
    headers,
  });
  const published = await must(200, asEditor);
  expect((await patch({ token: ada, article: published, json: { label: "Later" } })).status).toBe(403);
  expect((await patch({ token: bo, article: published, json: { label: "Later" } })).status).toBe(403);
});

it("makes no revision of an edit that changes nothing", async () => {
  const token = await aPaper();
  const article = await aStory(token);
  const same = await must(200, patch({ token, article, json: { headline: article.headline } }));
  expect(same.revision).toBe(article.revision);
  expect(await (await request(article.path)).text()).not.toContain("Updated:");
});

it("leaves no topic behind of an edit that lost", async () => {
  const token = await aPaper();
  const article = await aDraft(token);
  const edits = ["One", "Two", "Three"].map((topic) => patch({ token, article, json: { topics: [topic] } }));
  expect((await Promise.all(edits)).map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect(await count("topics")).toBe(1);
});

it("shows a writer no refused edit but their own", async () => {
  const token = await aPaper();
  const article = await aStory(token);
  await must(200, patch({ token, article, json: { headline: "Faster" } }));
  const { orphan } = await problemOf(await patch({ token, article, json: { standfirst: "Not public yet" } }));
  const writer = await tokenOf("writer");
  expect((await request(orphan?.url ?? "", { token: writer })).status).toBe(404);
  const list = await must<{ items: unknown[] }>(
    200,
    request(`/api/v1/articles/${article.id}/orphans`, { token: writer }),
  );
  expect(list.items).toEqual([]);
});

it("refuses patches that are nested without end, and __proto__", async () => {
  const token = await aPaper();
  const article = await aDraft(token);
  const headers = { "If-Match": `"${article.revision}"`, "Content-Type": "application/json" };
  const deep = `{"headline":${'{"a":'.repeat(90_000)}1${"}".repeat(90_000)}}`;
  for (const body of [deep, '{"__proto__":{"headline":"x"}}', '{"body":{"__proto__":{"source":"x"}}}']) {
    const url = `/api/v1/articles/${article.id}`;
    const answer = await request(url, { method: "PATCH", token, body, headers });
    expect([body.slice(0, 30), answer.status]).toEqual([body.slice(0, 30), 422]);
  }
});

it("keeps a published article's address: no page becomes a story", async () => {
  const token = await aPaper();
  const answer = await patch({ token, article: await aStory(token), json: { kind: "page" } });
  expect([answer.status, (await problemOf(answer)).code]).toEqual([409, "wrong_state"]);
});
