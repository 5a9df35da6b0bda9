import { beforeEach, expect, it } from "vitest";
import { aComment, decided, everything, rowsOf, textOf } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { ORIGIN, request, tokenOf } from "../support/request.ts";

let article: ArticleJson;
let token: string;

beforeEach(async () => {
  article = await aStory(await aPaper());
  token = await tokenOf("moderator");
});

function pathOf(receiptUrl: string): string {
  return receiptUrl.slice(ORIGIN.length);
}

/** The receipt as text, without markup. */
async function read(receiptUrl: string): Promise<string> {
  const html = await textOf(pathOf(receiptUrl));
  return (/<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

it("shows the text and that it waits", async () => {
  const { receiptUrl } = await aComment(article.path, { name: "Ana", body: "What I said" });
  expect(await read(receiptUrl)).toMatch(/Waiting for an editor.*What I said Ana.*The harbour opens again/);
});

it("shows decision, ground, law and note", async () => {
  const { id, receiptUrl } = await aComment(article.path);
  await decided(token, id, {
    decision: "decline",
    ground: "illegal",
    law: "§ 130 StGB",
    note: "Please <reword> it.",
  });
  expect(await read(receiptUrl)).toMatch(
    /Not published.*it may break the law\..*§ 130 StGB.*Please &lt;reword&gt; it\./,
  );
});

it("follows each decision at once", async () => {
  const { id, receiptUrl } = await aComment(article.path);
  await decided(token, id, { decision: "publish" });
  expect(await read(receiptUrl)).toContain("Your comment stands in the discussion");
  await decided(token, id, { decision: "remove", ground: "spam" });
  expect(await read(receiptUrl)).toMatch(/Removed.*it is advertising or spam/);
});

it("does not say which moderator decided", async () => {
  const named = await tokenOf("moderator", { name: "Moderator Quill" });
  const { id, receiptUrl } = await aComment(article.path);
  await decided(named, id, { decision: "decline", ground: "spam" });
  expect(await textOf(pathOf(receiptUrl))).not.toContain("Quill");
});

it("is private: not kept, indexed or referred from", async () => {
  const { receiptUrl } = await aComment(article.path);
  const { headers } = await request(pathOf(receiptUrl));
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(headers.get("X-Robots-Tag")).toBe("noindex");
  expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  expect((await request(pathOf(receiptUrl))).headers.get("CF-Cache-Status")).not.toBe("HIT");
});

it.each(["a".repeat(43), "a", "a".repeat(2_000), "%00", "..%2f..", "é"])(
  "token %s is unknown: a private 404",
  async (guess) => {
    const response = await request(`/comments/receipts/${guess}`);
    expect(response.status).toBe(404);
    expect(response.headers.get("Cache-Control")).toContain("no-store");
    expect(response.headers.get("X-Robots-Tag")).toBe("noindex");
    expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
  },
);

it("has 256 bits, of which D1 keeps a hash", async () => {
  const { receiptUrl, cookie } = await aComment(article.path);
  const receipt = receiptUrl.slice(receiptUrl.lastIndexOf("/") + 1);
  expect(receipt).toMatch(/^[\w-]{43}$/);
  const dump = JSON.stringify(await everything());
  expect(dump).not.toContain(receipt);
  expect(dump).not.toContain(cookie.slice("commenter=".length));
  expect(await rowsOf("comments")).toMatchObject([{ receipt_hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(await rowsOf("commenters")).toMatchObject([
    { secret_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});

it("is another one for each comment", async () => {
  const first = await aComment(article.path);
  const second = await aComment(article.path, {}, { Cookie: first.cookie });
  expect(second.receiptUrl).not.toBe(first.receiptUrl);
});
