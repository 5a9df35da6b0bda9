import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { eraseCommenter } from "../../src/comments/erase-commenter.ts";
import { openDatabase } from "../../src/db.ts";
import { byDateline } from "../../src/http/actor.ts";
import { aComment, decided, everything, rowsOf, textOf } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { tokenOf } from "../support/request.ts";

const REMOVED = { decision: "remove", ground: "illegal", law: "§ 186 StGB", note: "It says: Zanzibar." };
let article: ArticleJson;
let token: string;

beforeEach(async () => {
  article = await aStory(await aPaper());
  token = await tokenOf("moderator", { name: "Quill" });
});

async function erase(): Promise<void> {
  const [commenter] = await rowsOf<{ id: string }>("commenters");
  await eraseCommenter(byDateline(openDatabase(env.DB), Date.now()), commenter?.id ?? "nobody");
}

it("takes name, text, secret and quotations, and keeps ground, moderator and time", async () => {
  const secret = { name: "Zanzibar Smith", body: "Zanzibar was here." };
  const first = await aComment(article.path, secret);
  await decided(token, first.id, { decision: "publish" });
  await decided(token, first.id, REMOVED);
  await decided(token, first.id, { decision: "publish" });
  const headers = { Cookie: first.cookie };
  const pending = await aComment(article.path, { ...secret, body: "Zanzibar again." }, headers);
  const other = await aComment(article.path, { body: "Somebody else." });
  await erase();
  expect(JSON.stringify(await everything())).not.toMatch(/Zanzibar|§ 186/);
  const rows = await rowsOf<{ id: string }>("comments");
  const gone = { name: "", body: "", status: "deleted", likeness: null };
  expect(rows).toMatchObject([
    { id: first.id, ...gone },
    { id: pending.id, ...gone },
    { id: other.id, status: "pending", name: "Ana" },
  ]);
  expect(await rowsOf("decisions")).toMatchObject([
    { decision: "publish", moderator: "Quill", wait_ms: expect.any(Number) },
    { decision: "remove", ground: "illegal", law: null, note: null, decision_before: null },
    { decision: "publish" },
  ]);
  expect((await rowsOf("commenters"))[0]).toMatchObject({ secret_hash: null, recovery_hash: null });
  const events = await rowsOf<{ type: string; subject: string; id: string; data: string }>("events");
  const deleted = events.filter(({ type }) => type === "comment.deleted");
  expect(deleted.map(({ subject, data }) => [subject, JSON.parse(data)])).toEqual([
    [first.id, { article: { id: article.id }, wasPublished: true }],
  ]);
  expect(deleted[0]?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect((await rowsOf("audit")).at(-1)).toMatchObject({ action: "commenter.erase" });
  expect(await textOf(`${article.path}/comments`)).not.toContain("Zanzibar");
});

it("keeps counts right, and keeps the place of a thread", async () => {
  const first = await aComment(article.path);
  await decided(token, first.id, { decision: "publish" });
  const reply = await aComment(article.path, { parentId: first.id, body: "A reply." });
  await decided(token, reply.id, { decision: "publish" });
  await erase();
  const counts = await rowsOf<{ of: string; status: string; n: number }>("comment_counts");
  const ofArticle = counts.filter(({ of, n }) => of === article.id && n > 0);
  expect(ofArticle.map(({ status, n }) => [status, n]).sort()).toEqual([
    ["deleted", 1],
    ["published", 1],
  ]);
});

it("a second time changes nothing", async () => {
  await aComment(article.path);
  await erase();
  const before = await everything();
  await erase();
  expect(await everything()).toEqual(before);
});

it("of nobody is 404", async () => {
  await expect(erase()).rejects.toMatchObject({ code: "not_found" });
});
