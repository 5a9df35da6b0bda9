import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aComment, decided, pass, rowsOf, storeComments } from "../support/comments.ts";
import { look, openIn, seen, signIn } from "../support/desk.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request, tokenOf } from "../support/request.ts";

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
let publisher: string;
let article: ArticleJson;
let token: string;
let cookie: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  publisher = await aPaper();
  article = await aStory(publisher);
  token = await tokenOf("moderator", { name: "Quill" });
  cookie = await signIn(token);
});
afterEach(() => {
  vi.useRealTimers();
});

/** The names in the rows below it. */
const rowsIn = (html: string) => [...html.matchAll(/<b dir="auto">([^<]*)<\/b>/g)].map(([, name]) => name);
const hrefsIn = (html: string) =>
  [...html.matchAll(/href="(\/desk[^"]*)"/g)].map(([, href]) => (href ?? "").replaceAll("&amp;", "&"));

async function someComments(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    ids.push((await aComment(article.path, { name: `Reader ${n}` })).id);
    pass(MINUTE_MS);
  }
  return ids;
}

/** Pending comments of as many stories and commenters, as they stand in D1. */
async function aLongQueue(count: number): Promise<void> {
  const ids = await storeComments(Array.from({ length: count }, (_, n) => ({ article: article.id, at: n })));
  await env.DB.prepare(
    "UPDATE comments SET status = 'pending', likeness = 'aa' WHERE id IN (SELECT value FROM json_each(?))",
  )
    .bind(JSON.stringify(ids))
    .run();
}

describe("the queue", () => {
  it("says when nothing waits", async () => {
    const html = await seen(cookie);
    expect(html).toContain("Nothing is waiting.");
    expect(html).toContain("0 comments wait");
  });

  it("opens the oldest and lists the others, with how long they wait", async () => {
    await someComments(3);
    pass(3 * 60 * MINUTE_MS);
    const html = await seen(cookie);
    expect(openIn(html)).toBe("Reader 0");
    expect(rowsIn(html)).toEqual(["Reader 1", "Reader 2"]);
    expect(html).toContain("3 comments wait");
    expect(html).toMatch(/<time[^>]*>4 hours<\/time>/);
    expect(html).toContain(article.headline);
  });

  it("opens whichever is asked for, and leads to the ones beside it", async () => {
    const [first, second, third] = await someComments(3);
    const html = await seen(cookie, `/desk/comments?open=${second}`);
    expect(openIn(html)).toBe("Reader 1");
    expect(rowsIn(html)).toEqual(["Reader 0", "Reader 2"]);
    expect(html).toMatch(new RegExp(`open=${first}"[^>]* data-key="k"`));
    expect(html).toMatch(new RegExp(`open=${third}"[^>]* data-key="j"`));
    expect((await look(cookie, "/desk/comments?open=nothing")).status).toBe(404);
  });

  it("shows parent, record and similar texts of the open one", async () => {
    const parent = await aComment(article.path, { name: "Rana", body: "What came before." });
    await decided(token, parent.id, { decision: "publish" });
    const ad = "Buy the best watches of the whole world today, very cheap, at our little shop.";
    const bad = await aComment(article.path, { body: ad }, { Cookie: parent.cookie });
    await decided(token, bad.id, { decision: "decline", ground: "spam", note: "No adverts." });
    await aComment(article.path, { body: `${ad}!`, parentId: parent.id }, { Cookie: parent.cookie });
    const html = await seen(cookie);
    expect(html).toContain("What came before.");
    expect(html).toContain("Texts like this one (1)");
    expect(html).toContain("3 comments · 50% turned down");
    expect(html).toContain("Previewed, before that: New");
    expect(html).toContain("by itself, with a decision");
  });

  it("is filtered by state, story and commenter, alone and together", async () => {
    const other = await aStory(publisher, { headline: "Another one" });
    const [first, second] = await someComments(2);
    await aComment(other.path, { name: "Elsewhere" });
    await decided(token, second ?? "", { decision: "publish" });
    const { commenter } = (await rowsOf<{ id: string; commenter: string }>("comments"))[0] ?? {};
    const names = async (query: string) => {
      const html = await seen(cookie, `/desk/comments?${query}`);
      return [openIn(html), ...rowsIn(html)];
    };
    expect(first).toBeDefined();
    expect(await names("")).toEqual(["Reader 0", "Elsewhere"]);
    expect(await names("status=published")).toEqual(["Reader 1"]);
    expect(await names(`article=${article.id}`)).toEqual(["Reader 0", "Reader 1"]);
    expect(await names(`article=${article.id}&status=published`)).toEqual(["Reader 1"]);
    expect(await names(`commenter=${commenter}`)).toEqual(["Reader 0"]);
    expect(await names(`commenter=${commenter}&status=removed`)).toEqual([undefined]);
    expect(await names("status=nonsense&article=%00")).toEqual(["Reader 0", "Elsewhere"]);
  });

  it("goes on page by page, each comment once", async () => {
    await aLongQueue(45);
    const seenIds: string[] = [];
    let path: string | undefined = "/desk/comments";
    for (let pages = 0; path !== undefined && pages < 5; pages++) {
      const html = await seen(cookie, path);
      seenIds.push(...[...html.matchAll(/name="id" value="([^"]*)"/g)].map(([, id]) => id ?? ""));
      path = hrefsIn(html).find((href) => href.includes("after=") && !href.includes("open="));
    }
    expect(seenIds).toHaveLength(45);
    expect(new Set(seenIds).size).toBe(45);
    expect((await look(cookie, "/desk/comments?after=forged.cursor")).status).toBe(400);
  });

  it("reads at most two rows a comment and twenty more, in one round trip behind the session", async () => {
    await aLongQueue(3_000);
    await seen(cookie);
    const { result } = await measured(() => seen(cookie));
    const next = hrefsIn(result).find((href) => href.includes("after="));
    for (const path of ["/desk/comments", `/desk/comments?article=${article.id}`, next ?? ""]) {
      const { rowsRead, trips } = await measured(() => seen(cookie, path));
      // Five of the texts that are the same are read as well.
      expect([path, rowsRead <= 2 * (20 + 5) + 20, trips]).toEqual([path, true, 2]);
    }
    await env.DB.prepare("UPDATE comments SET likeness = NULL").run();
    const { rowsRead } = await measured(() => seen(cookie));
    expect(rowsRead).toBeLessThanOrEqual(2 * 20 + 20);
  });

  it("shows what was typed as it was typed", async () => {
    const name = '"><img src=x onerror=a>';
    await aComment(article.path, { name, body: `<script>alert(1)</script> ${name}` });
    await aComment(article.path, { name, body: `<svg onload=alert(2)> ${name}` });
    const html = await seen(cookie);
    expect(html).not.toMatch(/<img|<svg|<script>alert/);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain("&lt;svg onload=alert(2)&gt;");
  });

  it.each([
    ["ar", "rtl"],
    ["de", undefined],
    ["fr", undefined],
    ["es", undefined],
  ])("speaks the site's language: %s", async (language, direction) => {
    await must(200, request("/api/v1/site", { method: "PATCH", token: publisher, json: { language } }));
    await someComments(2);
    const html = await seen(cookie);
    expect(html).toContain(direction ? `lang="${language}" dir="${direction}"` : `<html lang="${language}"`);
    expect(html).not.toMatch(/Publish|Decline|Waiting|undefined/);
  });
});
