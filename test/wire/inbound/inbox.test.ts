import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { runJobs } from "../../../src/jobs.ts";
import { consumers } from "../../support/consumers.ts";
import { aPaper, aSection, must } from "../../support/factories.ts";
import { problemOf, request } from "../../support/request.ts";
import { published, Sender, withdrawn } from "../../support/sender.ts";

const DAY = 24 * 60 * 60 * 1_000;

interface Slice {
  items: { id: string; outcome: string }[];
  left: number;
  nextCursor: string | null;
}

afterEach(() => vi.restoreAllMocks());

it("lists what came, newest first, by source and outcome, page by page", async () => {
  const token = await aPaper();
  const [one, other] = [await Sender.of(token), await Sender.of(token, { slug: "other" })];
  await one.deliver(published({ version: 1 }), { id: "a" });
  await one.deliver("{", { id: "b" });
  await other.deliver(published({ version: 1, headline: "Other" }), { id: "c" });
  await other.deliver("{", { id: "d" });
  const ids = async (query: string) => (await one.inbox(query)).map(({ deliveryId }) => deliveryId);
  expect(await ids("")).toEqual(["d", "c", "b", "a"]);
  expect(await ids("?source=wire")).toEqual(["b", "a"]);
  expect(await ids("?outcome=failed")).toEqual(["d", "b"]);
  expect(await ids("?outcome=failed&source=other")).toEqual(["d"]);
  const page = await must<{ items: { deliveryId: string }[]; nextCursor: string }>(
    200,
    request("/api/v1/inbox?limit=3", { token }),
  );
  const rest = await ids(`?limit=3&cursor=${page.nextCursor}`);
  expect([page.items.map(({ deliveryId }) => deliveryId), rest]).toEqual([["d", "c", "b"], ["a"]]);
  expect((await request("/api/v1/inbox?outcome=lost", { token })).status).toBe(422);
  expect((await request("/api/v1/inbox?cursor=x", { token })).status).toBe(400);
});

it("replays one delivery when its cause is mended, and leaves alone what was done", async () => {
  const token = await aPaper();
  const sender = await Sender.of(token, { defaultSection: null });
  expect(await sender.publish({ section: "sport" })).toMatchObject({ status: 422 });
  await aSection(token, "sport", "Sport");
  const [entry] = await sender.inbox();
  const replay = async () =>
    await must<{ outcome: string; article: string }>(
      200,
      request(`/api/v1/inbox/${String(entry?.id)}/replay`, { method: "POST", token }),
    );
  const first = await replay();
  expect(first).toMatchObject({ outcome: "created", why: null, article: expect.any(String) });
  const { revision } = await must(200, request(`/api/v1/articles/${first.article}`, { token }));
  const headers = { "If-Match": `"${revision}"` };
  const json = { headline: "An editor's headline" };
  await must(200, request(`/api/v1/articles/${first.article}`, { method: "PATCH", token, json, headers }));
  expect(await replay()).toMatchObject({ outcome: "created" });
  expect(await must(200, request(`/api/v1/articles/${first.article}`, { token }))).toMatchObject(json);
  expect((await request("/api/v1/inbox/none/replay", { method: "POST", token })).status).toBe(404);
});

it("replays all that failed, slice by slice, each once", async () => {
  const token = await aPaper();
  const sender = await Sender.of(token, { defaultSection: null });
  const other = await Sender.of(token, { slug: "other" });
  await other.deliver("{");
  for (let n = 0; n < 23; n++)
    await sender.publish({
      externalId: `p${n}`,
      headline: `Piece ${n}`,
      section: n === 4 ? "moon" : "sport",
    });
  await aSection(token, "sport", "Sport");
  const ask = async (cursor: string | null): Promise<Slice> => {
    const json = { source: "wire", outcome: "failed", ...(cursor === null ? {} : { cursor }) };
    return await must(200, request("/api/v1/inbox/replay", { token, json }));
  };
  const seen: string[] = [];
  const lefts: number[] = [];
  let cursor: string | null = null;
  do {
    const slice: Slice = await ask(cursor);
    seen.push(...slice.items.map(({ id }) => id));
    lefts.push(slice.left);
    cursor = slice.nextCursor;
  } while (cursor !== null);
  expect([seen.length, new Set(seen).size, lefts]).toEqual([23, 23, [13, 3, 0]]);
  expect(await sender.inbox("?outcome=failed")).toHaveLength(2);
  expect(
    await env.DB.prepare("SELECT count(*) AS n FROM articles WHERE status = 'published'").first("n"),
  ).toBe(22);
});

it("forgets bodies after 30 days; digests and versions stay", async () => {
  const token = await aPaper();
  const sender = await Sender.of(token);
  await sender.publish({ version: 3 }, { id: "msg_a" });
  await sender.deliver("{", { id: "msg_b" });
  await runJobs(env, { ...consumers(), now: Date.now() + 30 * DAY - 60_000 });
  expect((await sender.inbox()).map(({ bytes }) => bytes)).toEqual([1, expect.any(Number)]);
  await runJobs(env, { ...consumers(), now: Date.now() + 30 * DAY + 60_000 });
  const [failed, done] = await sender.inbox();
  expect([failed?.bytes, done?.bytes, done?.version, done?.digest]).toEqual([
    ...[null, null, "3", expect.stringMatching(/^[0-9a-f]{64}$/)],
  ]);
  const whole = await must(200, request(`/api/v1/inbox/${String(done?.id)}`, { token }));
  expect(whole).toMatchObject({ body: null, headers: {} });
  expect(await sender.publish({ version: 3 }, { id: "msg_a" })).toMatchObject({ outcome: "duplicate" });
  expect(await sender.publish({ version: 2 }, { id: "msg_c" })).toMatchObject({ outcome: "stale" });
  const again = await request(`/api/v1/inbox/${String(failed?.id)}/replay`, { method: "POST", token });
  expect([again.status, (await problemOf(again)).code]).toEqual([409, "wrong_state"]);
});

it("is handled by cron where its request was cut off, and ends as failed where its source is gone", async () => {
  const token = await aPaper();
  const sender = await Sender.of(token);
  await sender.deliver("{", { id: "msg_a" });
  await sender.deliver("{", { id: "msg_b" });
  const set =
    "UPDATE inbox SET outcome = 'pending', why = NULL, due_at = received_at + 60000, body = ?, source = ? WHERE delivery = ?";
  const bytes = (text: string) => new TextEncoder().encode(text);
  await env.DB.batch([
    env.DB.prepare(set).bind(bytes(published({ version: 1 })), "wire", "msg_a"),
    env.DB.prepare(set).bind(bytes(withdrawn({})), "gone", "msg_b"),
  ]);
  await runJobs(env, { ...consumers(), now: Date.now() + 30_000 });
  expect(await sender.inbox("?outcome=pending")).toHaveLength(2);
  await runJobs(env, { ...consumers(), now: Date.now() + 90_000 });
  expect(await sender.inbox()).toMatchObject([
    { outcome: "failed", why: "Its source was deleted." },
    { outcome: "created", article: expect.any(String) },
  ]);
  expect(await sender.publish({ version: 1 }, { id: "msg_a" })).toMatchObject({ outcome: "duplicate" });
});
