import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  aComment,
  decide,
  decided,
  everything,
  rowsOf,
  say,
  setStanding,
  type Taken,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

const NOW = Date.UTC(2026, 10, 20, 12);
const SPAM = { decision: "decline", ground: "spam" };
let article: ArticleJson;
let publisher: string;
let token: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  publisher = await aPaper();
  article = await aStory(publisher);
  token = await tokenOf("moderator", { name: "Quill" });
});
afterEach(() => {
  vi.useRealTimers();
});

async function eventsOf(id: string): Promise<string[]> {
  const events = await rowsOf<{ subject: string; type: string }>("events");
  return events.filter(({ subject }) => subject === id).map(({ type }) => type);
}

describe("a decision", () => {
  it("is kept with moderator, ground, note and time", async () => {
    const { id } = await aComment(article.path);
    vi.setSystemTime(NOW + 90_000);
    const comment = await decided(token, id, { ...SPAM, note: "No adverts." });
    const at = "2026-11-20T12:01:30.000Z";
    expect(comment).toEqual({
      id,
      article: { id: article.id, url: article.url, headline: article.headline },
      parentId: null,
      name: "Ana",
      body: expect.any(String),
      status: "declined",
      standing: "new",
      createdAt: "2026-11-20T12:00:00.000Z",
      decision: {
        decision: "decline",
        ground: "spam",
        law: null,
        note: "No adverts.",
        moderator: "Quill",
        at,
      },
    });
    expect(await rowsOf("decisions")).toMatchObject([{ comment: id, wait_ms: 90_000 }]);
    expect(await eventsOf(id)).toEqual(["comment.submitted", "comment.declined"]);
    expect((await rowsOf("audit")).at(-1)).toMatchObject({
      action: "comment.decline",
      subject: id,
      actor_name: "Quill",
    });
  });

  it.each(["decline", "remove"])("to %s needs a ground", async (decision) => {
    const { id } = await aComment(article.path);
    const response = await decide(publisher, id, { decision });
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors).toMatchObject([{ path: "ground" }]);
    expect(await rowsOf("decisions")).toEqual([]);
  });

  it.each([
    ["decision", { decision: "delete" }],
    ["decision", {}],
    ["ground", { decision: "decline", ground: "boring" }],
    ["note", { ...SPAM, note: "n".repeat(1_001) }],
    ["law", { ...SPAM, law: 5 }],
    ["moderator", { ...SPAM, moderator: "Somebody" }],
  ])("with a wrong %s is 422: %j", async (path, json) => {
    const { id } = await aComment(article.path);
    const response = await decide(publisher, id, json);
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors).toMatchObject([{ path }]);
  });

  it("on an unknown comment is 404", async () => {
    expect((await decide(publisher, "nothing", SPAM)).status).toBe(404);
  });

  it("on a deleted comment is 409", async () => {
    const { id } = await aComment(article.path);
    await env.DB.prepare("UPDATE comments SET status = 'deleted' WHERE id = ?").bind(id).run();
    expect((await decide(publisher, id, SPAM)).status).toBe(409);
  });

  it("can be changed, and both are kept", async () => {
    const { id } = await aComment(article.path);
    await decided(token, id, SPAM);
    await decided(token, id, { decision: "publish" });
    const comment = await decided(token, id, { decision: "remove", ground: "slander" });
    expect(comment).toMatchObject({ status: "removed", decision: { ground: "slander" } });
    expect(await rowsOf("decisions")).toMatchObject([
      { decision: "decline", wait_ms: 0 },
      { decision: "publish", wait_ms: null },
      { decision: "remove", wait_ms: null },
    ]);
  });
});

describe("the same decision again", () => {
  it.each([
    { decision: "publish" },
    SPAM,
    { decision: "decline", ground: "illegal", law: "§ 185 StGB", note: "Sorry." },
  ])("is 200 and changes nothing: %j", async (json) => {
    const { id } = await aComment(article.path);
    const first = await decided(token, id, json);
    const before = await everything();
    vi.setSystemTime(NOW + 5_000);
    expect(await decided(publisher, id, json)).toEqual(first);
    const { tokens: _, ...after } = await everything();
    expect(before).toMatchObject(after);
  });

  it("ten times at once is one record", async () => {
    const { id } = await aComment(article.path);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => decided(token, id, { decision: "publish" })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await rowsOf("decisions")).toHaveLength(1);
    expect(await eventsOf(id)).toEqual(["comment.submitted", "comment.published"]);
  });

  it("ten times at once after another is one more", async () => {
    const { id } = await aComment(article.path);
    await decided(token, id, SPAM);
    await Promise.all(Array.from({ length: 10 }, () => decided(token, id, { ...SPAM, ground: "off_topic" })));
    expect(await rowsOf("decisions")).toMatchObject([{ ground: "spam" }, { ground: "off_topic" }]);
  });

  it("with another note is recorded", async () => {
    const { id } = await aComment(article.path);
    await decided(token, id, SPAM);
    await decided(token, id, { ...SPAM, note: "Again." });
    expect(await rowsOf("decisions")).toHaveLength(2);
  });

  it("after a different one is recorded", async () => {
    const { id } = await aComment(article.path);
    for (const json of [SPAM, { decision: "publish" }, SPAM]) await decided(token, id, json);
    expect(await rowsOf("decisions")).toHaveLength(3);
  });
});

it("ten different decisions at once leave one state", async () => {
  const { id } = await aComment(article.path);
  const grounds = ["offensive", "slander", "foul_language", "off_topic", "spam"];
  const answers = await Promise.all(
    grounds.map((ground) => decide(token, id, { decision: "decline", ground })),
  );
  expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
  const records = await rowsOf<{ ground: string }>("decisions");
  expect(new Set(records.map(({ ground }) => ground)).size).toBe(records.length);
  const { items } = await must<{ items: { decision: { ground: string } }[] }>(
    200,
    request("/api/v1/comments", { token }),
  );
  expect(items[0]?.decision.ground).toBe(records.at(-1)?.ground);
});

describe("who may decide", () => {
  it("needs a token", async () => {
    const { id } = await aComment(article.path);
    const response = await request(`/api/v1/comments/${id}/decision`, { method: "PUT", json: SPAM });
    expect([response.status, response.headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
    expect((await request("/api/v1/comments")).status).toBe(401);
  });

  it.each([
    ["writer", 403],
    ["moderator", 200],
    ["editor", 200],
    ["publisher", 200],
  ] as const)("a %s is answered %i", async (role, status) => {
    const { id } = await aComment(article.path);
    const of = await tokenOf(role);
    expect((await decide(of, id, SPAM)).status).toBe(status);
    expect((await request("/api/v1/comments", { token: of })).status).toBe(status);
    expect(await rowsOf("decisions")).toHaveLength(status === 200 ? 1 : 0);
  });
});

describe("standing", () => {
  const standing = async () => (await rowsOf("commenters"))[0]?.standing;

  it("is previewed from the first published comment on", async () => {
    const { id, cookie } = await aComment(article.path);
    await decided(token, id, SPAM);
    expect(await standing()).toBe("new");
    expect((await decided(token, id, { decision: "publish" })).standing).toBe("previewed");
    const next = await aComment(article.path, {}, { Cookie: cookie });
    expect(next.status).toBe("pending");
  });

  it("never becomes trusted by comments", async () => {
    let cookie = "";
    for (let n = 0; n < 8; n++) {
      const comment = await aComment(article.path, {}, { Cookie: cookie });
      cookie = comment.cookie;
      await decided(token, comment.id, { decision: "publish" });
    }
    expect(await standing()).toBe("previewed");
  });

  it.each(["trusted", "blocked"])("%s stays so when a comment is published", async (was) => {
    const { id } = await aComment(article.path);
    await setStanding(id, was);
    await decided(token, id, { decision: "publish" });
    expect(await standing()).toBe(was);
  });
});

describe("a trusted commenter", () => {
  const links = (count: number) =>
    Array.from({ length: count }, (_, n) => `https://example.com/${n}`).join(" and ");
  let cookie: string;

  beforeEach(async () => {
    const first = await aComment(article.path);
    cookie = first.cookie;
    await setStanding(first.id, "trusted");
  });

  const speak = async (path: string, body: string) =>
    (await must<Taken>(201, say(path, { body }, { Cookie: cookie }))).status;

  it("is published at once", async () => {
    expect(await speak(article.path, "At once")).toBe("published");
    expect((await rowsOf("events")).at(-1)).toMatchObject({ type: "comment.published" });
    expect(await rowsOf("decisions")).toEqual([]);
  });

  it("is published with three links, waits with four", async () => {
    expect(await speak(article.path, links(3))).toBe("published");
    expect(await speak(article.path, links(4))).toBe("pending");
    expect(await speak(article.path, links(4).replaceAll(" and ", "\u202e").toUpperCase())).toBe("pending");
  });

  it("waits where the article's comments are held", async () => {
    const held = await aStory(publisher, { headline: "Held", comments: "held" });
    expect(await speak(held.path, "Held back")).toBe("pending");
  });

  it("can be removed like anybody", async () => {
    const { id } = await must<Taken>(201, say(article.path, {}, { Cookie: cookie }));
    const comment = await decided(token, id, { decision: "remove", ground: "offensive" });
    expect(comment.status).toBe("removed");
    expect(await rowsOf("decisions")).toMatchObject([{ wait_ms: null }]);
  });
});
