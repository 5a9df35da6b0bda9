import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

interface RevisionJson {
  number: number;
  status: string;
  minor: boolean;
  actor: { id: string; name: string | null };
  createdAt: string;
  article?: Record<string, unknown>;
}
interface Page {
  items: RevisionJson[];
  nextCursor: string | null;
}

const under = ({ id }: ArticleJson) => `/api/v1/articles/${id}/revisions`;
const restore = (token: string, article: ArticleJson, number: number) =>
  request(`${under(article)}/${number}/restore`, { method: "POST", token });

async function revise(token: string, article: ArticleJson, json: unknown): Promise<ArticleJson> {
  const headers = { "If-Match": `"${article.revision}"` };
  return await must(
    200,
    request(`/api/v1/articles/${article.id}`, { method: "PATCH", token, json, headers }),
  );
}

it("are listed newest first with who wrote them, page by page", async () => {
  const token = await aPaper();
  let article = await aDraft(token);
  for (let n = 2; n <= 5; n++) article = await revise(token, article, { headline: `Headline ${n}` });
  await publish(token, article);
  const first = await must<Page>(200, request(`${under(article)}?limit=4`, { token }));
  expect(first.items.map(({ number, status }) => `${number} ${status}`)).toEqual([
    "6 published",
    "5 draft",
    "4 draft",
    "3 draft",
  ]);
  expect(first.items[0]).toMatchObject({ minor: false, actor: { name: "publisher" } });
  const cursor = encodeURIComponent(first.nextCursor ?? "");
  const { rowsRead, result } = await measured(() =>
    request(`${under(article)}?limit=4&cursor=${cursor}`, { token }),
  );
  expect(rowsRead).toBeLessThanOrEqual(2 * 4 + 20);
  const second = await result.json<Page>();
  expect([second.items.map(({ number }) => number), second.nextCursor]).toEqual([[2, 1], null]);
  expect((await request(`${under(article)}?cursor=x.y`, { token })).status).toBe(400);
});

it("are given whole, each as it was written", async () => {
  const token = await aPaper();
  const article = await aDraft(token, { topics: ["Harbour"] });
  await revise(token, article, { headline: "Another", body: { source: "New text." } });
  const one = await must<RevisionJson>(200, request(`${under(article)}/1`, { token }));
  expect(one.article).toMatchObject({ headline: article.headline, topics: ["Harbour"] });
  const two = await must<RevisionJson>(200, request(`${under(article)}/2`, { token }));
  expect(two.article).toMatchObject({ headline: "Another", body: { source: "New text." } });
  for (const number of ["3", "0", "-1", "1.5", "x", "99999999999"])
    expect([number, (await request(`${under(article)}/${number}`, { token })).status]).toEqual([
      number,
      number === "3" ? 404 : 422,
    ]);
});

it("come back as a new revision; what is in between stays", async () => {
  const token = await aPaper();
  const article = await aStory(token);
  const changed = await revise(token, article, { headline: "Worse", body: { source: "Worse." } });
  const restored = await must(200, restore(token, article, 1));
  expect(restored).toMatchObject({
    revision: changed.revision + 1,
    headline: article.headline,
    bodyHtml: article.bodyHtml,
    path: article.path,
    status: "published",
  });
  expect(await (await request(article.path)).text()).toContain(article.headline);
  const listed = await must<Page>(200, request(under(article), { token }));
  expect(listed.items.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  const again = await must(200, restore(token, article, 1));
  expect(again.revision).toBe(restored.revision);
});

it("can't bring back what can't be published, or names what is gone", async () => {
  const token = await aPaper();
  const bare = await aDraft(token, { body: null });
  const story = await publish(token, await revise(token, bare, { body: { source: "Text." } }));
  expect((await problemOf(await restore(token, story, 1))).code).toBe("not_publishable");
  expect((await restore(token, story, 17)).status).toBe(404);
});

it("show a writer their own articles' past only", async () => {
  const token = await aPaper();
  const writer = await tokenOf("writer");
  const own = await aDraft(writer);
  await revise(writer, own, { headline: "Second" });
  expect((await restore(writer, own, 1)).status).toBe(200);
  const story = await aStory(token);
  expect((await request(under(story), { token: writer })).status).toBe(403);
  expect((await request(`${under(story)}/1`, { token: writer })).status).toBe(403);
  expect((await restore(writer, story, 1)).status).toBe(403);
  expect((await request(under(await aDraft(token)), { token: writer })).status).toBe(404);
});

it("restored by 20 at once make one revision, and one event", async () => {
  const token = await aPaper();
  const article = await revise(token, await aStory(token), { headline: "Worse" });
  const count = async (table: string) =>
    (await env.DB.prepare(`SELECT count(*) n FROM ${table}`).first<{ n: number }>())?.n ?? -1;
  const before = [await count("events"), await count("revisions")];
  const answers = await Promise.all(Array.from({ length: 20 }, () => restore(token, article, 1)));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect([await count("events"), await count("revisions")]).toEqual(before.map((n) => n + 1));
});

it("can't be rewritten, not even in the database", async () => {
  const token = await aPaper();
  await withdraw(token, await aStory(token));
  const rewrite = () => env.DB.prepare("UPDATE revisions SET content = '{}'").run();
  await expect(rewrite()).rejects.toThrow("revisions are append-only");
});
