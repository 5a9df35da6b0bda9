import { beforeEach, expect, it } from "vitest";
import { aComment, decided, mainText, pathOfReceipt, setStanding } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { tokenOf } from "../support/request.ts";

const SAID = "Your comments used to appear at once.";
let article: ArticleJson;
let token: string;

beforeEach(async () => {
  article = await aStory(await aPaper());
  token = await tokenOf("moderator");
});

/** A trusted commenter's last comments, of which so many were declined. */
async function withDeclined(count: number) {
  const first = await aComment(article.path);
  await setStanding(first.id, "trusted");
  for (let n = 0; n < count; n++) {
    const { id } = await aComment(article.path, {}, { Cookie: first.cookie });
    await decided(token, id, { decision: "remove", ground: "spam" });
  }
  return first;
}

it("says why trust was lost, on every receipt of the commenter", async () => {
  const comment = await withDeclined(2);
  expect(await mainText(pathOfReceipt(comment))).toContain(SAID);
});

it("says nothing while trust holds, or to whom never had it", async () => {
  expect(await mainText(pathOfReceipt(await withDeclined(1)))).not.toContain(SAID);
  const stranger = await aComment(article.path);
  await decided(token, stranger.id, { decision: "decline", ground: "spam" });
  expect(await mainText(pathOfReceipt(stranger))).not.toContain(SAID);
});

it("says nothing any more once the commenter is trusted again", async () => {
  const comment = await withDeclined(2);
  await setStanding(comment.id, "trusted");
  expect(await mainText(pathOfReceipt(comment))).not.toContain(SAID);
});
