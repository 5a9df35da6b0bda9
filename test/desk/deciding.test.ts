import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { newId } from "../../src/http/ids.ts";
import { aComment, decided, pass, rowsOf, say, storeComments, textOf } from "../support/comments.ts";
import { follow, openIn, press, seen, signIn } from "../support/desk.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { tokenOf } from "../support/request.ts";

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
let article: ArticleJson;
let token: string;
let cookie: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  article = await aStory(await aPaper());
  token = await tokenOf("moderator", { name: "Quill" });
  cookie = await signIn(token);
});
afterEach(() => {
  vi.useRealTimers();
});

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

async function aHundred(): Promise<string[]> {
  const ids = await storeComments(Array.from({ length: 100 }, (_, n) => ({ article: article.id, at: n })));
  await env.DB.prepare("UPDATE comments SET status = 'pending'").run();
  return ids;
}

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
    const ids = await aHundred();
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
    for (const forged of [
      path.replace("did=", "did=A"),
      path.replace(/\.(.)/, (_, first) => (first === "A" ? ".B" : ".A")),
      "/desk/comments?did=a.b",
    ])
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
