import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  aComment,
  type CommentJson,
  decided,
  everything,
  rowsOf,
  setStanding,
  storeComments,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";
import { postUnder } from "../support/retries.ts";

const NOW = Date.UTC(2026, 10, 20, 12);
const AD = "Buy the best watches of the whole world today, very cheap, at our lovely little shop.";
let article: ArticleJson;
let token: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  article = await aStory(await aPaper());
  token = await tokenOf("moderator", { name: "Quill" });
});
afterEach(() => {
  vi.useRealTimers();
});

interface RecordJson {
  id: string;
  standing: string;
  createdAt: string;
  counts: Record<string, number>;
  rejectionRate: number | null;
  standings: Record<string, unknown>[];
}
interface Open extends CommentJson {
  context: { parent: CommentJson | null; replies: CommentJson[]; similar: CommentJson[] };
  commenter: RecordJson;
}

const openOne = (id: string) => must<Open>(200, request(`/api/v1/comments/${id}`, { token }));
const commenterOf = async (id: string) => (await openOne(id)).commenter.id;
const recordOf = (id: string) => must<RecordJson>(200, request(`/api/v1/commenters/${id}`, { token }));
const decideAll = (decisions: unknown[]) =>
  request("/api/v1/comments/decisions", { token, json: { decisions } });
const putStanding = (id: string, json: unknown) =>
  request(`/api/v1/commenters/${id}/standing`, { method: "PUT", token, json });

describe("a comment with its context", () => {
  it("shows parent, replies and the commenter's record", async () => {
    const parent = await aComment(article.path, { name: "Rana", body: "The first." });
    await decided(token, parent.id, { decision: "publish" });
    const reply = await aComment(article.path, { parentId: parent.id, body: "Not so." });
    const alone = await openOne(parent.id);
    expect(alone.context).toEqual({ parent: null, replies: [], similar: [] });
    expect(alone.commenter).toEqual({
      id: expect.any(String),
      standing: "previewed",
      createdAt: "2026-11-20T12:00:00.000Z",
      counts: { pending: 0, published: 1, declined: 0, removed: 0, deleted: 0 },
      rejectionRate: 0,
      standings: [
        { standing: "previewed", before: "new", reason: null, moderator: null, at: expect.any(String) },
      ],
    });
    await decided(token, reply.id, { decision: "publish" });
    const { context } = await openOne(parent.id);
    expect(context.replies.map(({ id }) => id)).toEqual([reply.id]);
    expect((await openOne(reply.id)).context.parent).toEqual({
      id: parent.id,
      article: { id: article.id, url: article.url, headline: article.headline },
      name: "Rana",
      body: "The first.",
      status: "published",
      createdAt: "2026-11-20T12:00:00.000Z",
    });
  });

  it("shows similar texts of others, elsewhere too, and no others", async () => {
    const other = await aStory(await tokenOf("publisher"), { headline: "Another" });
    const first = await aComment(article.path, { body: AD });
    const second = await aComment(other.path, { body: `${AD.toUpperCase()}!!` });
    await aComment(article.path, { body: "Buy bread today." });
    const { similar } = (await openOne(first.id)).context;
    expect(similar).toMatchObject([{ id: second.id, article: { id: other.id }, status: "pending" }]);
    expect((await openOne(second.id)).context.similar.map(({ id }) => id)).toEqual([first.id]);
  });

  it("shows five of many, the newest, and reads few rows", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) {
      vi.setSystemTime(NOW + n);
      ids.push((await aComment(article.path, { body: AD })).id);
    }
    const { result, rowsRead } = await measured(() => openOne(ids[0] ?? ""));
    expect(result.context.similar.map(({ id }) => id)).toEqual(ids.slice(-5).reverse());
    expect(rowsRead).toBeLessThan(30);
  });

  it("of nothing is 404", async () => {
    expect((await request("/api/v1/comments/nothing", { token })).status).toBe(404);
  });
});

describe("many decisions in one call", () => {
  it("decide a hundred", async () => {
    const ids = await storeComments(Array.from({ length: 100 }, (_, n) => ({ article: article.id, at: n })));
    const decisions = ids.map((id, n) =>
      n % 2 ? { id, decision: "publish" } : { id, decision: "remove", ground: "spam", note: `No. ${n}` },
    );
    const { items } = await must<{ items: unknown[] }>(200, decideAll(decisions));
    expect(items).toEqual(ids.map((id, n) => ({ id, status: n % 2 ? "published" : "removed" })));
    const rows = await rowsOf<{ status: string }>("comments");
    expect(rows.filter(({ status }) => status === "removed")).toHaveLength(50);
    expect(await rowsOf("decisions")).toHaveLength(100);
    const again = await everything();
    expect(await must(200, decideAll(decisions))).toEqual({ items });
    expect((await everything()).decisions).toEqual(again.decisions);
  });

  it.each([
    ["decisions", []],
    ["decisions", Array.from({ length: 101 }, (_, n) => ({ id: `${n}`, decision: "publish" }))],
    ["decisions.1.id", ["a", "a"].map((id) => ({ id, decision: "publish" }))],
    ["decisions.0.ground", [{ id: "a", decision: "decline" }]],
    ["decisions.0.more", [{ id: "a", decision: "publish", more: 1 }]],
  ])("refuse a wrong %s", async (path, decisions) => {
    const response = await decideAll(decisions);
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors?.[0]?.path).toBe(path);
  });

  it("decide none where one is unknown or deleted", async () => {
    const { id } = await aComment(article.path);
    const publish = { id, decision: "publish" };
    expect((await decideAll([publish, { ...publish, id: "nothing" }])).status).toBe(404);
    const gone = await aComment(article.path);
    await erase(await commenterOf(gone.id));
    expect((await decideAll([publish, { ...publish, id: gone.id }])).status).toBe(409);
    expect(await rowsOf("decisions")).toEqual([]);
  });

  it("give the first answer to a retry, whatever was decided since", async () => {
    const one = await aComment(article.path);
    const two = await aComment(article.path);
    const json = { decisions: [one, two].map(({ id }) => ({ id, decision: "publish" })) };
    const post = () => postUnder("k1", "/comments/decisions", { token, json });
    const crowd = await Promise.all(Array.from({ length: 5 }, post));
    expect(crowd.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
    expect(new Set(crowd.map(({ body }) => body)).size).toBe(1);
    expect(await rowsOf("decisions")).toHaveLength(2);
    await decided(token, one.id, { decision: "remove", ground: "spam" });
    expect(await post()).toMatchObject({ status: 200, isReplay: true, body: crowd[0]?.body });
    expect(await rowsOf("decisions")).toHaveLength(3);
    const other = { ...json, decisions: json.decisions.slice(1) };
    expect(await postUnder("k1", "/comments/decisions", { token, json: other })).toMatchObject({
      status: 422,
    });
  });

  it("use up the key where others had decided all of it already", async () => {
    const { id } = await aComment(article.path);
    await decided(token, id, { decision: "publish" });
    const json = { decisions: [{ id, decision: "publish" }] };
    const first = await postUnder("k1", "/comments/decisions", { token, json });
    expect(first).toMatchObject({ status: 200, isReplay: false });
    await decided(token, id, { decision: "remove", ground: "spam" });
    expect(await postUnder("k1", "/comments/decisions", { token, json })).toEqual({
      ...first,
      isReplay: true,
    });
    expect((await openOne(id)).status).toBe("removed");
  });

  it("against each other leave each comment in one state, and every answered decision on record", async () => {
    const ids = [await aComment(article.path), await aComment(article.path)].map(({ id }) => id);
    const send = (decision: string, ground: string | null) =>
      decideAll(ids.map((id) => ({ id, decision, ground })));
    const answers = await Promise.all([
      send("publish", null),
      send("decline", "spam"),
      send("decline", "off_topic"),
      send("remove", "illegal"),
    ]);
    expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
    for (const id of ids) {
      const last = (await rowsOf<{ comment: string; decision: string }>("decisions"))
        .filter(({ comment }) => comment === id)
        .at(-1);
      expect((await openOne(id)).decision?.decision).toBe(last?.decision);
    }
  });
});

describe("taking a decision back", () => {
  const undo = (id: string) => request(`/api/v1/comments/${id}/decision`, { method: "DELETE", token });

  it("gives the comment as it was, and its writer the standing", async () => {
    const { id } = await aComment(article.path);
    await decided(token, id, { decision: "publish" });
    expect((await openOne(id)).commenter.standing).toBe("previewed");
    const comment = await must<CommentJson>(200, undo(id));
    expect(comment).toMatchObject({ status: "pending", decision: null, standing: "new" });
    expect((await undo(id)).status).toBe(409);
    expect((await undo("nothing")).status).toBe(404);
  });
});

function erase(id: string) {
  return request(`/api/v1/commenters/${id}`, { method: "DELETE", token });
}

describe("a commenter", () => {
  it("has a record with rates and changes", async () => {
    const first = await aComment(article.path);
    const id = await commenterOf(first.id);
    expect(await recordOf(id)).toMatchObject({ rejectionRate: null, counts: { pending: 1 }, standings: [] });
    const Cookie = first.cookie;
    for (const decision of ["decline", "remove", "publish"]) {
      const next = await aComment(article.path, {}, { Cookie });
      await decided(token, next.id, { decision, ...(decision === "publish" ? {} : { ground: "spam" }) });
    }
    const record = await recordOf(id);
    expect(record.counts).toEqual({ pending: 1, published: 1, declined: 1, removed: 1, deleted: 0 });
    expect(record.rejectionRate).toBeCloseTo(2 / 3);
    expect((await request("/api/v1/commenters/nobody", { token })).status).toBe(404);
  });

  it("is trusted by a moderator's word alone, with the reason on record", async () => {
    const { id: comment, cookie } = await aComment(article.path);
    const id = await commenterOf(comment);
    const json = { standing: "trusted", reason: "Writes well since 2019." };
    const record = await must<RecordJson>(200, putStanding(id, json));
    expect(record).toMatchObject({
      standing: "trusted",
      standings: [{ before: "new", standing: "trusted", reason: json.reason, moderator: "Quill" }],
    });
    expect((await openOne(comment)).standing).toBe("trusted");
    expect((await aComment(article.path, {}, { Cookie: cookie })).status).toBe("published");
    expect((await rowsOf<{ detail: string }>("audit")).at(-1)).toMatchObject({
      action: "commenter.standing",
      subject: id,
      detail: '{"before":"new","standing":"trusted"}',
    });
    const before = await everything();
    expect(await must(200, putStanding(id, { ...json, reason: "Again." }))).toMatchObject({
      standings: { length: 1 },
    });
    expect((await everything()).audit).toEqual(before.audit);
  });

  it("that is blocked is refused", async () => {
    const { id: comment, cookie } = await aComment(article.path);
    await must(200, putStanding(await commenterOf(comment), { standing: "blocked", reason: "Threats." }));
    await expect(aComment(article.path, {}, { Cookie: cookie })).rejects.toThrow("commenter_blocked");
  });

  it("keeps what a moderator set when an older decision is taken back", async () => {
    const { id } = await aComment(article.path);
    await decided(token, id, { decision: "publish" });
    await must(200, putStanding(await commenterOf(id), { standing: "trusted", reason: "Good." }));
    await must(200, request(`/api/v1/comments/${id}/decision`, { method: "DELETE", token }));
    expect((await openOne(id)).commenter.standing).toBe("trusted");
  });

  it.each([
    ["standing", { standing: "king", reason: "Yes." }],
    ["reason", { standing: "trusted" }],
    ["reason", { standing: "trusted", reason: " " }],
    ["reason", { standing: "trusted", reason: "r".repeat(501) }],
    ["moderator", { standing: "trusted", reason: "Yes.", moderator: "Nobody" }],
  ])("takes no wrong %s", async (path, json) => {
    const { id } = await aComment(article.path);
    const response = await putStanding(await commenterOf(id), json);
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors?.[0]?.path).toBe(path);
    expect(await rowsOf("standings")).toEqual([]);
  });

  it("is erased, once and for all", async () => {
    const { id: comment } = await aComment(article.path, { body: "Zanzibar." });
    await setStanding(comment, "trusted");
    const id = await commenterOf(comment);
    expect((await erase(id)).status).toBe(204);
    expect((await erase(id)).status).toBe(204);
    expect((await erase("nobody")).status).toBe(404);
    expect((await putStanding("nobody", { standing: "new", reason: "None." })).status).toBe(404);
    expect(await openOne(comment)).toMatchObject({ name: "", body: "", status: "deleted" });
  });
});
