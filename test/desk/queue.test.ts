import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newId } from "../../src/http/ids.ts";
import { aComment, decided, pass, rowsOf, say, storeComments, textOf } from "../support/comments.ts";
import { follow, look, press, seen, signIn } from "../support/desk.ts";
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

/** The comment that the page has open; undefined where none is. */
const openIn = (html: string) => /<h2 id="open-name"[^>]*>([^<]*)</.exec(html)?.[1];
/** The names in the rows below it. */
const rowsIn = (html: string) => [...html.matchAll(/<b dir="auto">([^<]*)<\/b>/g)].map(([, name]) => name);
const hrefsIn = (html: string) =>
  [...html.matchAll(/href="(\/desk[^"]*)"/g)].map(([, href]) => (href ?? "").replaceAll("&amp;", "&"));
const statusOf = async (id: string) =>
  (await rowsOf<{ id: string; status: string }>("comments")).find((row) => row.id === id)?.status;
const decideBy = (fields: Record<string, string | string[]>) =>
  press(cookie, "/desk/comments/decisions", { form: "open", ...fields });

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

describe("deciding", () => {
  it("publishes, shows the next one, and says so", async () => {
    const [id = ""] = await someComments(2);
    const html = await follow(cookie, decideBy({ id, do: "publish" }));
    expect(await statusOf(id)).toBe("published");
    expect(openIn(html)).toBe("Reader 1");
    expect(html).toContain("Published: 1 comment.");
    expect(await textOf(`${article.path}/comments`)).toContain("Reader 0");
  });

  it("declines with ground, law and note", async () => {
    const [id = ""] = await someComments(1);
    await follow(cookie, decideBy({ id, do: "decline.slander", law: " § 186 StGB ", note: "Who says so?" }));
    expect(await rowsOf("decisions")).toMatchObject([
      { decision: "decline", ground: "slander", law: "§ 186 StGB", note: "Who says so?", moderator: "Quill" },
    ]);
  });

  it("removes what is published, and keeps the page that one was on", async () => {
    const [id = "", next = ""] = await someComments(2);
    for (const each of [id, next]) await decided(token, each, { decision: "publish" });
    const fields = { id, do: "remove.illegal", status: "published", next, open: id };
    const response = await decideBy(fields);
    expect(response.headers.get("Location")).toContain(`status=published&open=${next}&did=`);
    expect(await statusOf(id)).toBe("removed");
  });

  it("can be taken back, with the standing that came with it", async () => {
    const [id = ""] = await someComments(1);
    const html = await follow(cookie, decideBy({ id, do: "publish" }));
    expect(html).toMatch(/action="\/desk\/comments\/undo"/);
    const again = await follow(cookie, press(cookie, "/desk/comments/undo", { id }));
    expect(again).toContain("Taken back: 1 comment.");
    expect(openIn(again)).toBe("Reader 0");
    expect(await rowsOf("comments")).toMatchObject([{ status: "pending", standing: "new" }]);
    const response = await press(cookie, "/desk/comments/undo", { id });
    expect([response.status, await response.text()]).toEqual([409, expect.stringContaining("was not done")]);
  });

  it("says what is wrong beside the field, and keeps what was typed", async () => {
    const [id = ""] = await someComments(1);
    const note = "n".repeat(1_001);
    const response = await decideBy({ id, open: id, do: "decline.spam", law: "§ 1", note });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toMatch(/id="note-wrong">A text may have 1,000 characters; this has 1,001\./);
    expect(html).toContain(note);
    expect(html).toContain('value="§ 1"');
    expect(await rowsOf("decisions")).toEqual([]);
    const without = await decideBy({ id, open: id, do: "decline" });
    expect([without.status, await without.text()]).toEqual([
      422,
      expect.stringContaining("Choose a ground."),
    ]);
  });

  it("of what its writer has deleted meanwhile is refused, and said so", async () => {
    const [id = ""] = await someComments(1);
    await env.DB.prepare("UPDATE comments SET status = 'deleted', name = '', body = ''").run();
    const response = await decideBy({ id, open: id, do: "publish" });
    expect([response.status, await response.text()]).toEqual([409, expect.stringContaining("was not done")]);
  });
});

describe("deciding many", () => {
  const bulk = (fields: Record<string, string | string[]>) => decideBy({ form: "ticked", ...fields });

  it("publishes or declines all that are ticked, and takes all of it back", async () => {
    const ids = await someComments(4);
    const html = await follow(cookie, bulk({ id: ids.slice(1), do: "decline", ground: "off_topic" }));
    expect(html).toContain("Declined: 3 comments.");
    expect(await rowsOf("decisions")).toHaveLength(3);
    const back = await follow(cookie, press(cookie, "/desk/comments/undo", { id: ids.slice(1) }));
    expect(back).toContain("Taken back: 3 comments.");
    await follow(cookie, bulk({ id: ids, do: "publish", ground: "spam" }));
    const statuses = (await rowsOf<{ status: string }>("comments")).map(({ status }) => status);
    expect(statuses).toEqual(Array(4).fill("published"));
  });

  it("a hundred at once", async () => {
    await aLongQueue(100);
    const ids = (await rowsOf<{ id: string }>("comments")).map(({ id }) => id);
    const html = await follow(cookie, bulk({ id: ids, do: "decline", ground: "spam" }));
    expect(html).toContain("Declined: 100 comments.");
    const back = await follow(cookie, press(cookie, "/desk/comments/undo", { id: ids }));
    expect(back).toContain("Taken back: 100 comments.");
    expect((await bulk({ id: [...ids, "one-more"], do: "publish" })).status).toBe(422);
  });

  it("needs something ticked, and a ground to decline; the ticks stay", async () => {
    const [, second = ""] = await someComments(3);
    const none = await bulk({ do: "publish" });
    expect([none.status, await none.text()]).toEqual([
      422,
      expect.stringContaining('id="ids-wrong">Tick a comment first.'),
    ]);
    const groundless = await bulk({ id: second, do: "decline", ground: "" });
    const html = await groundless.text();
    expect(groundless.status).toBe(422);
    expect(html).toContain('id="ground-wrong">Choose a ground.');
    expect(html).toMatch(new RegExp(`value="${second}" checked=""`));
  });
});

describe("a notice", () => {
  it("is shown only where this moderator did it", async () => {
    const [id = ""] = await someComments(2);
    const response = await decideBy({ id, do: "publish" });
    const path = response.headers.get("Location") ?? "";
    expect(await seen(cookie, path)).toContain('role="status"');
    const other = await signIn(await tokenOf("editor"));
    expect(await seen(other, path)).not.toContain('role="status"');
    for (const forged of [path.replace("did=", "did=A"), path.replace(/.$/, "A"), "/desk/comments?did=a.b"])
      expect(await seen(cookie, forged)).not.toContain("/desk/comments/undo");
  });
});

describe("a commenter and a story", () => {
  it("are set from the desk, by the same verbs", async () => {
    const [id = ""] = await someComments(1);
    const { commenter } = (await rowsOf<{ commenter: string }>("comments"))[0] ?? { commenter: "" };
    const set = { who: commenter, open: id, form: "standing", standing: "trusted" };
    const html = await follow(
      cookie,
      press(cookie, "/desk/comments/standing", { ...set, reason: "Writes well." }),
    );
    expect(html).toContain("The standing is set.");
    expect(html).toContain("Trusted, before that: New");
    expect(html).toContain("Writes well.");
    const refused = await press(cookie, "/desk/comments/standing", {
      ...set,
      standing: "blocked",
      reason: "",
    });
    const text = await refused.text();
    expect([refused.status, openIn(text)]).toEqual([422, "Reader 0"]);
    expect(text).toContain('id="reason-wrong">A reason is needed.');
    expect(text).toContain('<option value="blocked" selected=""');
    const closed = await follow(
      cookie,
      press(cookie, "/desk/comments/discussion", { story: article.id, do: "closed", open: id }),
    );
    expect(closed).toContain("The discussion is set.");
    expect((await say(article.path)).status).toBe(403);
    const wrong = { story: newId(), do: "closed", open: id };
    expect((await press(cookie, "/desk/comments/discussion", wrong)).status).toBe(404);
  });
});
