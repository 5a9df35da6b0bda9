import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { REPLIES_A_PAGE } from "../../src/comments/shown.ts";
import {
  aComment,
  aPublishedComment,
  decided,
  pass,
  setStanding,
  storeComments,
  textOf,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, publish } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { ORIGIN, request, tokenOf } from "../support/request.ts";

const NOW = Date.UTC(2026, 10, 20, 12);
let publisher: string;
let token: string;
let article: ArticleJson;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  publisher = await aPaper();
  token = await tokenOf("moderator");
  article = await aStory(publisher);
});
afterEach(() => {
  vi.useRealTimers();
});

const discussion = (query = "") => textOf(`${article.path}/comments${query}`);
const fragment = (query = "") => textOf(`${article.path}/comments/fragment${query}`);

/** The comments' ids, in the order in which they stand. */
function idsIn(html: string): string[] {
  return Array.from(html.matchAll(/<li id="c-([^"]+)"/g), ([, id = ""]) => id);
}

describe("a comment", () => {
  it("is not shown until it is published", async () => {
    const { id } = await aComment(article.path, { body: "Not yet" });
    expect(await fragment()).not.toContain("Not yet");
    await decided(token, id, { decision: "publish" });
    pass(15_000);
    expect(await fragment()).toContain("Not yet");
    expect(await discussion()).toContain("Not yet");
  });

  it("is not shown when it was declined", async () => {
    const { id } = await aComment(article.path, { body: "Never" });
    await decided(token, id, { decision: "decline", ground: "spam" });
    expect(await fragment()).not.toContain("Never");
  });

  it("is shown where it was answered", async () => {
    const first = await aPublishedComment(token, article.path);
    pass(1_000);
    const second = await aPublishedComment(token, article.path);
    pass(1_000);
    const reply = await aPublishedComment(token, article.path, { parentId: first.id });
    expect(idsIn(await fragment())).toEqual([first.id, reply.id, second.id]);
  });

  it("of another article is not shown", async () => {
    const other = await aStory(publisher, { headline: "Another one" });
    await aPublishedComment(token, other.path);
    expect(idsIn(await fragment())).toEqual([]);
  });

  it("shows nothing of its writer but the name", async () => {
    const { id, cookie, receiptUrl } = await aPublishedComment(token, article.path, { name: "Ana B." });
    const html = `${await discussion()}${await fragment()}`;
    expect(html).toContain("Ana B.");
    for (const secret of [cookie.slice(10), receiptUrl.slice(-43), "previewed"])
      expect(html).not.toContain(secret);
    expect(html).toContain(`c-${id}`);
  });
});

describe("the cache", () => {
  const state = async (path: string) => (await request(path)).headers.get("CF-Cache-Status");

  it("keeps page and fragment for fifteen seconds", async () => {
    for (const path of [`${article.path}/comments`, `${article.path}/comments/fragment`]) {
      expect(await state(path)).toBe("MISS");
      pass(14_000);
      expect(await state(path)).toBe("HIT");
      pass(1_000);
      expect(await state(path)).not.toBe("HIT");
    }
  });

  it("drops a removed comment from page and fragment at once", async () => {
    const { id } = await aPublishedComment(token, article.path, { body: "To be removed" });
    expect(await fragment()).toContain("To be removed");
    expect(await discussion()).toContain("To be removed");
    await decided(token, id, { decision: "remove", ground: "slander" });
    expect(await fragment()).not.toContain("To be removed");
    expect(await discussion()).not.toContain("To be removed");
  });

  it("drops a comment declined after all at once", async () => {
    const { id } = await aPublishedComment(token, article.path, { body: "On second thoughts" });
    await fragment();
    await decided(token, id, { decision: "decline", ground: "off_topic" });
    expect(await fragment()).not.toContain("On second thoughts");
  });

  it("drops a removed comment from its later pages too", async () => {
    const ids = await storeComments(
      Array.from({ length: 51 }, (_, n) => ({ article: article.id, at: NOW + n })),
    );
    const next = nextOf(await discussion());
    expect(idsIn(await textOf(next))).toEqual([ids[50]]);
    await decided(token, ids[50] ?? "", { decision: "remove", ground: "spam" });
    expect(idsIn(await textOf(next))).toEqual([]);
  });

  it("shows a published comment within 15 seconds", async () => {
    const { id } = await aComment(article.path, { body: "Soon" });
    await fragment();
    await decided(token, id, { decision: "publish" });
    pass(15_000);
    expect(await fragment()).toContain("Soon");
  });

  it("of the article's page is never touched", async () => {
    const before = await request(article.path);
    const bytes = await before.text();
    const { id, cookie } = await aPublishedComment(token, article.path);
    await setStanding(id, "trusted");
    await aComment(article.path, {}, { Cookie: cookie });
    await decided(token, id, { decision: "remove", ground: "spam" });
    const after = await request(article.path);
    expect(after.headers.get("CF-Cache-Status")).toBe("HIT");
    expect(await after.text()).toBe(bytes);
    pass(4_000_000);
    const rendered = await request(article.path);
    expect(await rendered.text()).toBe(bytes);
    expect(rendered.headers.get("ETag")).toBe(before.headers.get("ETag"));
  });

  it("does not tell one commenter from another", async () => {
    const { cookie } = await aPublishedComment(token, article.path);
    const known = await request(`${article.path}/comments`, { headers: { Cookie: cookie } });
    const unknown = await request(`${article.path}/comments`);
    expect(await known.text()).toBe(await unknown.text());
    expect(known.headers.get("Set-Cookie")).toBeNull();
  });

  it("answers 304 to who has the fragment", async () => {
    const first = await request(`${article.path}/comments/fragment`);
    const headers = { "If-None-Match": first.headers.get("ETag") ?? "" };
    expect((await request(`${article.path}/comments/fragment`, { headers })).status).toBe(304);
  });

  it("learns at once that comments were closed", async () => {
    expect(await discussion()).toContain("<form");
    const headers = { "If-Match": `"${article.revision}"` };
    await request(`/api/v1/articles/${article.id}`, {
      method: "PATCH",
      token: publisher,
      json: { comments: "closed" },
      headers,
    });
    expect(await discussion()).not.toContain("<textarea");
  });

  it("forgets at once that an article was not there", async () => {
    vi.setSystemTime(Date.UTC(2026, 10, 21, 12));
    const path = "/2026/11/21/not-yet-there";
    expect((await request(`${path}/comments`)).status).toBe(404);
    const draft = await request("/api/v1/articles", {
      token: publisher,
      json: {
        section: "world",
        headline: "Not yet there",
        body: { source: "Text." },
        authors: ["mara-lind"],
      },
    });
    await publish(publisher, await draft.json<ArticleJson>());
    expect((await request(`${path}/comments`)).status).toBe(200);
  });
});

function nextOf(html: string): string {
  return /href="([^"]+\/comments\?after=[^"]+)"/.exec(html)?.[1] ?? "";
}

/** Every thread and reply, page by page. */
async function allPages(): Promise<string[][]> {
  const pages: string[][] = [];
  for (let path = `${article.path}/comments`; path; ) {
    const html = await textOf(path);
    pages.push(idsIn(html));
    path = nextOf(html);
  }
  return pages;
}

describe("a long discussion", () => {
  const threadsAt = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ article: article.id, at: NOW + (n >> 1) }));

  it("goes on after fifty threads, nothing lost", async () => {
    const ids = await storeComments(threadsAt(120));
    const pages = await allPages();
    expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flat())).toEqual(new Set(ids));
  });

  it("of exactly fifty threads has one page", async () => {
    await storeComments(threadsAt(50));
    expect((await allPages()).map((page) => page.length)).toEqual([50]);
  });

  it("ends a page earlier where replies fill it", async () => {
    const threads = await storeComments(
      Array.from({ length: 4 }, (_, n) => ({ article: article.id, at: NOW + n })),
    );
    const replies = threads.flatMap((parent, n) =>
      Array.from({ length: 200 }, (_, m) => ({ article: article.id, at: NOW + 1_000 * (n + 1) + m, parent })),
    );
    const ids = await storeComments(replies);
    const pages = await allPages();
    expect(pages.map((page) => page.length)).toEqual([402, 402]);
    expect(new Set(pages.flat())).toEqual(new Set([...threads, ...ids]));
    expect(pages[0]?.slice(0, 202)).toEqual([threads[0], ...ids.slice(0, 200), threads[1]]);
  });

  it("goes on behind a thread that fills a page", async () => {
    const threads = await storeComments([0, 1].map((at) => ({ article: article.id, at: NOW + at })));
    const replies = Array.from({ length: REPLIES_A_PAGE + 50 }, (_, n) => ({
      article: article.id,
      at: NOW + 2 + n,
      parent: threads[0] ?? null,
    }));
    await storeComments(replies);
    expect((await allPages()).at(-1)).toEqual([threads[1]]);
  });

  it("can be answered on every page", async () => {
    const ids = await storeComments(threadsAt(60));
    const html = await discussion(`?reply=${ids[59]}`);
    expect(html).toContain(`name="parentId" value="${ids[59]}"`);
  });

  it("costs one round trip", async () => {
    await storeComments(threadsAt(60));
    const { trips } = await measured(() => fragment());
    expect(trips).toBe(1);
  });
});

describe("a reply's form", () => {
  it("quotes the comment", async () => {
    const { id } = await aPublishedComment(token, article.path, { body: "To be answered" });
    const html = await discussion(`?reply=${id}`);
    expect(html).toContain(`name="parentId" value="${id}"`);
    expect(html).toMatch(/<blockquote[^>]*><p>To be answered/);
  });

  it("is not offered for what can't be answered", async () => {
    const opening = await aPublishedComment(token, article.path);
    const reply = await aPublishedComment(token, article.path, { parentId: opening.id });
    const pending = await aComment(article.path);
    for (const id of [reply.id, pending.id, "00000000-0000-7000-8000-000000000000"])
      expect(await discussion(`?reply=${id}`)).not.toContain('name="parentId"');
  });
});

describe("a broken address", () => {
  it.each(["x", "a.b", "..", "%00", "a".repeat(300)])("?after=%s is 400", async (after) => {
    expect((await request(`${article.path}/comments?after=${after}`)).status).toBe(400);
    expect((await request(`${article.path}/comments/fragment?after=${after}`)).status).toBe(400);
  });

  it("with another article's cursor is 400", async () => {
    await storeComments(Array.from({ length: 51 }, (_, n) => ({ article: article.id, at: NOW + n })));
    const { search } = new URL(nextOf(await discussion()), ORIGIN);
    const other = await aStory(publisher, { headline: "Another one" });
    expect((await request(`${other.path}/comments${search}`)).status).toBe(400);
  });

  it("with unknown parameters is the same page", async () => {
    await aPublishedComment(token, article.path);
    expect(await discussion("?utm_source=x&fbclid=y")).toBe(await discussion());
    expect((await request(`${article.path}/comments?fbclid=z`)).headers.get("Cache-Control")).toBe(
      "no-store",
    );
  });
});
