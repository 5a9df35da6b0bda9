import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { setDiscussion } from "../../src/articles/set-discussion.ts";
import { openDatabase } from "../../src/db.ts";
import { byDateline } from "../../src/http/actor.ts";
import { rowsOf, say } from "../support/comments.ts";
import { type ArticleJson, aDraft, aPaper, aStory, must } from "../support/factories.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

let publisher: string;
let token: string;
let article: ArticleJson;

beforeEach(async () => {
  publisher = await aPaper();
  article = await aStory(publisher);
  token = await tokenOf("moderator");
});

function put(comments: unknown, ifMatch = "*", id = article.id): Promise<Response> {
  const headers: Record<string, string> = ifMatch === "" ? {} : { "If-Match": ifMatch };
  return request(`/api/v1/articles/${id}/comments`, { method: "PUT", token, json: { comments }, headers });
}
const read = () =>
  must<ArticleJson & { updatedAt: string }>(
    200,
    request(`/api/v1/articles/${article.id}`, { token: publisher }),
  );

it("a moderator closes a story's discussion and opens it again, nothing else changes", async () => {
  const before = await read();
  const answer = await put("closed");
  expect([answer.status, answer.headers.get("ETag")]).toEqual([200, `"${before.revision + 1}"`]);
  expect(await answer.json()).toEqual({ comments: "closed" });
  expect((await say(article.path)).status).toBe(403);
  expect(await read()).toEqual({
    ...before,
    comments: "closed",
    revision: before.revision + 1,
    updatedAt: expect.any(String),
  });
  expect((await rowsOf("events")).at(-1)).toMatchObject({ type: "article.updated", subject: article.id });
  expect((await rowsOf("audit")).at(-1)).toMatchObject({ action: "article.discussion" });
  const page = await (await request(article.path)).text();
  expect(page).not.toContain("Updated:");
  await must(200, put("open"));
  expect((await say(article.path)).status).toBe(201);
});

it("the same again changes nothing", async () => {
  await must(200, put("held"));
  const { revision } = await read();
  await must(200, put("held"));
  expect((await read()).revision).toBe(revision);
});

it("needs If-Match, which may be any or the one that holds", async () => {
  expect((await put("held", "")).status).toBe(428);
  expect((await put("held", '"99"')).status).toBe(412);
  expect((await put("held", `"${article.revision}"`)).status).toBe(200);
});

it("goes on where others edit in between, and leaves no orphan", async () => {
  const act = byDateline(openDatabase(env.DB), Date.now());
  const edits = Array.from({ length: 4 }, (_, n) =>
    request(`/api/v1/articles/${article.id}`, {
      method: "PATCH",
      token: publisher,
      json: { standfirst: `Standfirst ${n}.` },
      headers: { "If-Match": `"${article.revision}"` },
    }),
  );
  const [settled] = await Promise.all([setDiscussion(act, article.id, { comments: "closed" }), ...edits]);
  expect(settled.comments).toBe("closed");
  const after = await read();
  expect(after.comments).toBe("closed");
  const orphans = await rowsOf<{ body: string }>("orphans");
  expect(orphans.filter(({ body }) => body.includes("closed"))).toEqual([]);
});

it("refuses what has no discussion, and words that it does not know", async () => {
  const draft = await aDraft(publisher);
  expect((await put("closed", "*", draft.id)).status).toBe(409);
  expect((await put("closed", "*", "nothing")).status).toBe(404);
  const wrong = await put("shut");
  expect([wrong.status, (await problemOf(wrong)).errors?.[0]?.path]).toEqual([422, "comments"]);
});
