import { beforeEach, describe, expect, it } from "vitest";
import {
  aComment,
  anAddress,
  aPublishedComment,
  cookieOf,
  fillIn,
  rowsOf,
  say,
  setStanding,
  tally,
  textOf,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { ORIGIN, request } from "../support/request.ts";

let token: string;
let article: ArticleJson;

beforeEach(async () => {
  token = await aPaper();
  article = await aStory(token);
});

/** The refusal's page; nothing is stored by it. */
async function pageOf(send: Promise<Response>, status: number): Promise<string> {
  const response = await send;
  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  return await response.text();
}

/** What stands beside a field. */
function notesOf(html: string, field: string): string {
  return new RegExp(`<small id="${field}-notes">(.*?)</small>`, "s").exec(html)?.[1] ?? "";
}

/** What the reader finds in the form. */
function typedIn(html: string) {
  const attributes = /<input[^>]*name="name"[^>]*>/.exec(html)?.[0] ?? "";
  return {
    name: /value="([^"]*)"/.exec(attributes)?.[1],
    body: /<textarea[^>]*>(.*?)<\/textarea>/s.exec(html)?.[1],
    parentId: /name="parentId" value="([^"]*)"/.exec(html)?.[1],
  };
}

describe("a form", () => {
  it("leads to the receipt with a new cookie", async () => {
    const response = await fillIn(article.path);
    expect(response.status).toBe(303);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const cookie = response.headers.get("Set-Cookie");
    expect(cookie).toMatch(/^commenter=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await textOf(response.headers.get("Location") ?? "")).toContain("Waiting for an editor");
  });

  it("over https gives a cookie for this host only", async () => {
    const url = "https://courier.example";
    await must(200, request("/api/v1/site", { method: "PATCH", token, json: { url } }));
    const first = await fillIn(article.path, {}, { Origin: url });
    expect(first.headers.get("Set-Cookie")).toMatch(
      /^__Host-commenter=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const second = await fillIn(article.path, {}, { Origin: url, Cookie: cookieOf(first) });
    expect(second.headers.get("Set-Cookie")).toBeNull();
    expect(await rowsOf("commenters")).toHaveLength(1);
  });

  it("may be multipart", async () => {
    const body = new FormData();
    body.set("name", "Ana");
    body.set("body", "Of several parts");
    const headers = { Origin: ORIGIN, "CF-Connecting-IP": anAddress() };
    expect((await request(`${article.path}/comments`, { body, headers })).status).toBe(303);
    expect(await rowsOf("comments")).toMatchObject([{ body: "Of several parts" }]);
  });

  it("with a file for a text is refused", async () => {
    const body = new FormData();
    body.set("name", "Ana");
    body.set("body", new File(["text"], "body.txt"));
    const headers = { Origin: ORIGIN, "CF-Connecting-IP": anAddress() };
    expect((await request(`${article.path}/comments`, { body, headers })).status).toBe(422);
  });

  it("is answered with JSON where that is asked for", async () => {
    const response = await fillIn(article.path, {}, { Accept: "application/json" });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      id: expect.any(String),
      status: "pending",
      receiptUrl: expect.stringMatching(/^http:\/\/dateline\.test\/comments\/receipts\/[\w-]{43}$/),
    });
  });
});

describe("a refused form keeps what was typed", () => {
  const typed = { name: 'A "quoted" <b>', body: "First\n\n</textarea><script>" };
  const kept = { name: "A &quot;quoted&quot; &lt;b&gt;", body: "First\n\n&lt;/textarea&gt;&lt;script&gt;" };

  it("and says beside the field what is wrong", async () => {
    const html = await pageOf(fillIn(article.path, { ...typed, name: "", body: "Kept" }), 422);
    expect(notesOf(html, "name")).toContain("A name is needed.");
    expect(notesOf(html, "body")).not.toContain("needed");
    expect(typedIn(html)).toMatchObject({ name: "", body: "Kept" });
    expect(html).toMatch(/<input[^>]*name="name"[^>]*aria-invalid="true"/);
  });

  it("with a reserved name", async () => {
    const html = await pageOf(fillIn(article.path, { ...typed, name: "Mara Lind" }), 422);
    expect(notesOf(html, "name")).toContain("This name belongs to someone at this paper.");
    expect(typedIn(html)).toMatchObject({ name: "Mara Lind", body: kept.body });
  });

  it("with a text that is too long", async () => {
    const html = await pageOf(fillIn(article.path, { body: "a".repeat(3_001) }), 422);
    expect(notesOf(html, "body")).toContain("may have 3,000 characters; this has 3,001.");
    expect(typedIn(html).body).toHaveLength(3_001);
  });

  it("with a filled hidden field", async () => {
    const html = await pageOf(fillIn(article.path, { ...typed, website: "https://spam.example" }), 422);
    expect(typedIn(html)).toMatchObject(kept);
    expect(html).toContain("A hidden field was filled in");
    expect(html).not.toContain("spam.example");
  });

  it("from another site", async () => {
    const html = await pageOf(fillIn(article.path, typed, { Origin: "https://www.dateline.test" }), 403);
    expect(typedIn(html)).toMatchObject(kept);
    expect(html).toContain("This form belongs to http://dateline.test");
  });

  it("over the limit, by D1 and by gate", async () => {
    const headers = { "CF-Connecting-IP": anAddress() };
    const answers = await Promise.all(Array.from({ length: 31 }, () => fillIn(article.path, typed, headers)));
    expect(tally(answers)).toEqual({ 303: 5, 429: 26 });
    for (const answer of answers.filter(({ status }) => status === 429)) {
      expect(answer.headers.get("Retry-After")).toBe("60");
      expect(typedIn(await answer.text())).toMatchObject(kept);
    }
  });

  it("of a blocked commenter", async () => {
    const { id, cookie } = await aComment(article.path);
    await setStanding(id, "blocked");
    expect(typedIn(await pageOf(fillIn(article.path, typed, { Cookie: cookie }), 403))).toMatchObject(kept);
  });

  it("and the comment that it answers", async () => {
    const { id: parentId } = await aPublishedComment(token, article.path, { body: "The one answered" });
    const html = await pageOf(fillIn(article.path, { parentId, name: "" }), 422);
    expect(typedIn(html).parentId).toBe(parentId);
    expect(html).toMatch(/<blockquote[^>]*><p>The one answered/);
  });

  it("but not a parent that is gone", async () => {
    const parentId = "00000000-0000-7000-8000-000000000000";
    const html = await pageOf(fillIn(article.path, { ...typed, parentId }), 422);
    expect(html).toContain("is not here any more");
    expect(typedIn(html)).toEqual({ ...kept, parentId: undefined });
  });
});

describe("other refusals of a form are pages", () => {
  it("where the article is not there", async () => {
    expect(await pageOf(fillIn("/2026/11/20/nothing"), 404)).toContain("<h1");
  });

  it("where the type is wrong", async () => {
    const headers = { "Content-Type": "text/plain", Origin: ORIGIN };
    const send = request(`${article.path}/comments`, { body: "name=Ana", headers });
    expect(await pageOf(send, 415)).toContain("<h1");
  });

  it("where there is too much of it", async () => {
    expect(await pageOf(fillIn(article.path, { body: "a".repeat(70_000) }), 413)).toContain("<h1");
  });

  it("where comments are closed, with what was typed", async () => {
    const closed = await aStory(token, { headline: "Closed", comments: "closed" });
    const html = await pageOf(fillIn(closed.path, { body: "Typed while it closed" }), 403);
    expect(html).toContain("Comments on this article are closed");
    expect(html).toContain("Typed while it closed");
  });
});

describe("the same text again", () => {
  it("by form leads to the first receipt", async () => {
    const first = await fillIn(article.path, { body: "Twice\n\nsaid" });
    const headers = { Cookie: cookieOf(first) };
    const again = await fillIn(article.path, { body: " Twice\r\n\r\nsaid ", name: "Another" }, headers);
    expect([again.status, again.headers.get("Location")]).toEqual([303, first.headers.get("Location")]);
    expect(await rowsOf("comments")).toHaveLength(1);
  });

  it("by JSON is 200 with the first receipt", async () => {
    const { cookie, ...first } = await aComment(article.path, { body: "Twice" });
    const again = await say(article.path, { body: "Twice" }, { Cookie: cookie });
    expect([again.status, await again.json()]).toEqual([200, first]);
    expect((await rowsOf("events")).filter(({ type }) => type === "comment.submitted")).toHaveLength(1);
  });

  it("ten times at once is one comment", async () => {
    const { cookie } = await aComment(article.path, { body: "First" });
    const headers = { Cookie: cookie, "CF-Connecting-IP": anAddress() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => say(article.path, { body: "Ten" }, headers)),
    );
    expect(tally(answers)).toEqual({ 200: 9, 201: 1 });
    const receipts = await Promise.all(
      answers.map(async (answer) => (await answer.json<{ receiptUrl: string }>()).receiptUrl),
    );
    expect(new Set(receipts).size).toBe(1);
    expect(await rowsOf("comments")).toHaveLength(2);
  });

  it("leads to its receipt over the limit too", async () => {
    const headers = { "CF-Connecting-IP": anAddress() };
    const { cookie, ...first } = await aComment(article.path, { body: "First" }, headers);
    for (let n = 0; n < 4; n++) await aComment(article.path, {}, { ...headers, Cookie: cookie });
    expect((await say(article.path, {}, { ...headers, Cookie: cookie })).status).toBe(429);
    const again = await say(article.path, { body: "First" }, { ...headers, Cookie: cookie });
    expect([again.status, await again.json()]).toEqual([200, first]);
  });

  it("by another commenter is a comment", async () => {
    const first = await aComment(article.path, { body: "Me too" });
    const second = await aComment(article.path, { body: "Me too" });
    expect(second.receiptUrl).not.toBe(first.receiptUrl);
    expect(await rowsOf("commenters")).toHaveLength(2);
  });

  it("on another article is a comment", async () => {
    const other = await aStory(token, { headline: "Another one" });
    const { cookie } = await aComment(article.path, { body: "Me too" });
    await aComment(other.path, { body: "Me too" }, { Cookie: cookie });
    expect(await rowsOf("commenters")).toHaveLength(1);
  });
});

describe("a cookie", () => {
  const madeUp = "A".repeat(43);

  it("that was made up is not adopted", async () => {
    const response = await say(article.path, {}, { Cookie: `commenter=${madeUp}` });
    expect(response.status).toBe(201);
    expect(cookieOf(response)).toMatch(/^commenter=[\w-]{43}$/);
    expect(cookieOf(response)).not.toContain(madeUp);
  });

  it("that was made up gives two people no common standing", async () => {
    const first = await aComment(article.path, {}, { Cookie: `commenter=${madeUp}` });
    await setStanding(first.id, "trusted");
    const second = await aComment(article.path, {}, { Cookie: `commenter=${madeUp}` });
    expect(second.status).toBe("pending");
    expect(await rowsOf("commenters")).toHaveLength(2);
  });

  it.each(["", "x", "a".repeat(10_000), "%00", "'; DROP TABLE commenters"])(
    "of nonsense is as none: %s",
    async (value) => {
      const response = await say(article.path, {}, { Cookie: `commenter=${value}` });
      expect(cookieOf(response)).toMatch(/^commenter=[\w-]{43}$/);
    },
  );

  it("that is known is kept as it is", async () => {
    const { cookie } = await aComment(article.path);
    const response = await say(article.path, {}, { Cookie: `theme=dark; ${cookie}` });
    expect(response.headers.get("Set-Cookie")).toBeNull();
    expect(await rowsOf("commenters")).toHaveLength(1);
  });
});
