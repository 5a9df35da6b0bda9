import { beforeEach, expect, it } from "vitest";
import {
  aComment,
  aPublishedComment,
  decided,
  everything,
  mainText,
  pathOfReceipt,
  press,
  rowsOf,
  say,
  type Taken,
  textOf,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { request, tokenOf } from "../support/request.ts";

let article: ArticleJson;
let token: string;

beforeEach(async () => {
  article = await aStory(await aPaper());
  token = await tokenOf("moderator");
});

const remove = (comment: Taken, headers = {}) => press(`${pathOfReceipt(comment)}/deletion`, {}, headers);

it("takes name and text away, and the receipt says so", async () => {
  const comment = await aComment(article.path, { name: "Ana Secretname", body: "A secret text" });
  const response = await remove(comment);
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toBe(pathOfReceipt(comment));
  expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await mainText(pathOfReceipt(comment))).toMatch(/Deleted You have deleted this comment\./);
  expect(await rowsOf("comments")).toMatchObject([{ status: "deleted", name: "", body: "", likeness: null }]);
  expect(JSON.stringify(await everything())).not.toMatch(/Secretname|secret text/);
});

it("needs the second step on the page, and is not offered again", async () => {
  const comment = await aComment(article.path);
  const form = `<form method="post" action="${pathOfReceipt(comment)}/deletion">`;
  expect(await textOf(pathOfReceipt(comment))).toMatch(
    new RegExp(`<details><summary>Delete this comment</summary>${form}`),
  );
  await remove(comment);
  expect(await textOf(pathOfReceipt(comment))).not.toContain(form);
});

it("takes it from the discussion at once", async () => {
  const comment = await aPublishedComment(token, article.path, { body: "Seen by all" });
  expect(await textOf(`${article.path}/comments/fragment`)).toContain("Seen by all");
  await remove(comment);
  const fragment = await request(`${article.path}/comments/fragment`);
  expect(await fragment.text()).not.toContain("Seen by all");
  expect(await rowsOf("events")).toContainEqual(
    expect.objectContaining({
      type: "comment.deleted",
      subject: comment.id,
      data: JSON.stringify({ article: { id: article.id }, wasPublished: true }),
    }),
  );
});

it("keeps the place of a comment with replies", async () => {
  const comment = await aPublishedComment(token, article.path, { body: "The first word" });
  await aPublishedComment(token, article.path, { body: "An answer", parentId: comment.id });
  await remove(comment);
  const html = await textOf(`${article.path}/comments/fragment`);
  expect(html).toMatch(/This comment was deleted by its writer\..*An answer/s);
  expect(html).not.toContain("The first word");
});

it("changes nothing the second time, however many come at once", async () => {
  const comment = await aPublishedComment(token, article.path);
  await Promise.all([1, 2, 3, 4, 5].map(() => remove(comment)));
  const before = await everything();
  expect((await remove(comment)).status).toBe(303);
  expect(await everything()).toEqual(before);
  const deleted = (await rowsOf<{ type: string }>("events")).filter(({ type }) => type === "comment.deleted");
  expect(deleted).toHaveLength(1);
});

it("leaves the decision, but not the note that may quote the text", async () => {
  const comment = await aComment(article.path);
  await decided(token, comment.id, { decision: "publish", note: "Quoted once" });
  await decided(token, comment.id, {
    decision: "remove",
    ground: "illegal",
    law: "§ 130",
    note: "Quoted twice",
  });
  await remove(comment);
  expect(JSON.stringify(await everything())).not.toContain("Quoted");
  expect(await rowsOf("decisions")).toMatchObject([
    { decision: "publish", moderator: "moderator" },
    { decision: "remove", ground: "illegal", law: "§ 130" },
  ]);
  expect(await mainText(pathOfReceipt(comment))).toMatch(/Deleted .*it may break the law\. .*§ 130/);
});

it("does not give the limits back", async () => {
  const headers = { "CF-Connecting-IP": "192.0.2.77" };
  const taken: Taken[] = [];
  for (let n = 0; n < 5; n++) taken.push(await aComment(article.path, { body: `No. ${n}` }, headers));
  for (const comment of taken) await remove(comment);
  expect((await say(article.path, { body: "No. 6" }, headers)).status).toBe(429);
});

it("can't be decided any more", async () => {
  const comment = await aComment(article.path);
  await remove(comment);
  const json = { decision: "publish" };
  const path = `/api/v1/comments/${comment.id}/decision`;
  expect((await request(path, { method: "PUT", token, json })).status).toBe(409);
});

it.each([
  ["another site", { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }, 403],
  ["a sandboxed frame", { Origin: "null", "Sec-Fetch-Site": "cross-site" }, 403],
  ["a sister host", { Origin: "null", "Sec-Fetch-Site": "same-site" }, 403],
  ["nobody", { Origin: "null", "Sec-Fetch-Site": "" }, 403],
  ["the site itself", { Origin: "http://dateline.test", "Sec-Fetch-Site": "" }, 303],
])("sent by %s is answered %j %i", async (_, headers, status) => {
  const comment = await aComment(article.path);
  expect((await remove(comment, headers)).status).toBe(status);
  const expected = status === 303 ? "deleted" : "pending";
  expect(await rowsOf("comments")).toMatchObject([{ status: expected }]);
});

it("of no receipt is a private 404", async () => {
  await aComment(article.path);
  const response = await press(`/comments/receipts/${"a".repeat(43)}/deletion`);
  expect(response.status).toBe(404);
  expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await rowsOf("comments")).toMatchObject([{ status: "pending" }]);
});
