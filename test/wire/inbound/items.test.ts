import { env } from "cloudflare:workers";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ItemArticle } from "../../../src/wire/inbound/kind.ts";
import { type ArticleJson, aPaper, must } from "../../support/factories.ts";
import { aPicture } from "../../support/media.ts";
import { plainSender, speakPlainly } from "../../support/plain-kind.ts";
import { measured } from "../../support/plans.ts";
import { request } from "../../support/request.ts";
import type { Answered } from "../../support/sender.ts";

let speakAsBefore = () => {};
beforeAll(() => {
  speakAsBefore = speakPlainly();
});
afterAll(() => speakAsBefore());

const HOUR = 3_600_000;

function article(members: Partial<ItemArticle> = {}): ItemArticle {
  return {
    headline: "The ferry sails",
    body: { format: "html", source: "<p>It left at dawn.</p>" },
    ...members,
  };
}

async function read(token: string, { article: of }: Answered): Promise<ArticleJson> {
  return await must(200, request(`/api/v1/articles/${of?.id}`, { token }));
}

it("knows the same delivery by its digest where the scheme has no ids", async () => {
  const send = await plainSender(await aPaper());
  const item = { version: "1", article: article() };
  expect(await send(item)).toMatchObject({ status: 201, outcome: "created" });
  expect(await send(item)).toMatchObject({ status: 200, outcome: "duplicate" });
  expect(await send({ ...item, at: 5 })).toMatchObject({ status: 200, outcome: "unchanged" });
});

it("lets the time of arrival decide where nobody says a time", async () => {
  const token = await aPaper();
  const send = await plainSender(token);
  await send({ article: article() });
  const next = await send({ article: article({ headline: "The ferry has sailed" }) });
  expect(next).toMatchObject({ outcome: "updated" });
  expect(await send({ at: 5, article: article({ headline: "Old" }) })).toMatchObject({ outcome: "stale" });
  expect(await read(token, next)).toMatchObject({ headline: "The ferry has sailed" });
});

it("says why an item is ignored, and holds nothing of it", async () => {
  const send = await plainSender(await aPaper());
  const answer = await send({ action: "ignore", why: "It is a package." });
  expect(answer).toEqual({ status: 200, outcome: "ignored", why: "It is a package." });
  expect(await env.DB.prepare("SELECT count(*) AS n FROM pieces").first("n")).toBe(0);
});

it("leaves what was withdrawn away until it is published at once, and says so", async () => {
  const token = await aPaper();
  const send = await plainSender(token);
  const made = await send({ version: "1", article: article() });
  await send({ version: "2", action: "withdraw" });
  const planned = await send({ version: "3", article: article({ publishAt: Date.now() + HOUR }) });
  expect(planned).toMatchObject({
    outcome: "unchanged",
    why: expect.stringMatching(/withdrawn.*publishes it/),
  });
  expect(await read(token, made)).toMatchObject({ status: "withdrawn" });
  expect(await send({ version: "4", article: article() })).toEqual({
    ...{ status: 200, outcome: "updated", article: expect.anything() },
  });
  expect(await read(token, made)).toMatchObject({ status: "published" });
});

it("schedules what is to come out later, moves it, and takes it back before", async () => {
  const token = await aPaper();
  const send = await plainSender(token);
  const [soon, later] = [Date.now() + HOUR, Date.now() + 2 * HOUR];
  const made = await send({ version: "1", article: article({ publishAt: soon }) });
  expect(made).toMatchObject({ status: 201, outcome: "created", article: { url: null } });
  expect(await read(token, made)).toMatchObject({
    status: "scheduled",
    scheduledFor: new Date(soon).toISOString(),
  });
  await send({ version: "2", article: article({ publishAt: later }) });
  expect(await read(token, made)).toMatchObject({
    status: "scheduled",
    scheduledFor: new Date(later).toISOString(),
  });
  expect(await send({ version: "3", action: "withdraw" })).toMatchObject({ outcome: "withdrawn" });
  expect(await read(token, made)).toMatchObject({ status: "draft", scheduledFor: null });
  const far = article({ publishAt: Date.now() + 6 * 366 * 24 * HOUR });
  expect(await send({ version: "4", article: far })).toMatchObject({ status: 422 });
  expect(await send({ version: "4", article: article() })).toMatchObject({ outcome: "updated" });
  expect(await read(token, made)).toMatchObject({ status: "published" });
});

it("keeps the day on which it came out before", async () => {
  const token = await aPaper();
  const send = await plainSender(token);
  const came = await send({ article: article({ publishAt: Date.UTC(2019, 4, 6, 7) }) });
  expect(await read(token, came)).toMatchObject({ path: "/2019/05/06/the-ferry-sails", status: "published" });
  for (const publishAt of [Number.NaN, -1e15, Number.NEGATIVE_INFINITY]) {
    const odd = await send({ externalId: `odd ${publishAt}`, article: article({ publishAt }) });
    expect(odd).toMatchObject({ status: 201 });
  }
});

it("puts a piece into the place of the one that it replaces, in whatever order they come", async () => {
  const token = await aPaper();
  const send = await plainSender(token);
  const old = await send({ version: "1", article: article() });
  const next = {
    externalId: "next",
    version: "1",
    article: article({ headline: "Next", replaces: "ferry" }),
  };
  expect(await send(next)).toMatchObject({
    outcome: "updated",
    article: { id: old.article?.id, url: old.article?.url },
  });
  expect(await send({ version: "2", article: article() })).toMatchObject({
    outcome: "ignored",
    why: expect.stringContaining("next"),
  });
  expect(await send({ version: "3", action: "withdraw" })).toMatchObject({ outcome: "ignored" });
  expect(await send({ externalId: "next", version: "2", action: "withdraw" })).toMatchObject({
    outcome: "withdrawn",
  });

  const first = await send({
    externalId: "b",
    version: "1",
    article: article({ headline: "B", replaces: "a" }),
  });
  expect(first).toMatchObject({ outcome: "created" });
  expect(await send({ externalId: "a", version: "1", article: article() })).toMatchObject({
    outcome: "ignored",
  });
  const self = { externalId: "c", version: "1", article: article({ headline: "C", replaces: "c" }) };
  expect(await send(self)).toMatchObject({ outcome: "created" });
});

it("leads with a picture of ours that can be told, and leaves out the others", async () => {
  const token = await aPaper();
  const send = await plainSender(token);
  const { id: told } = await aPicture(token, 8, 8, "?alt=Ferry");
  const { id: untold } = await aPicture(token, 8, 9, "");
  const lead = async (n: number, members: NonNullable<ItemArticle["lead"]>) =>
    (
      await read(
        token,
        await send({ externalId: `p${n}`, article: article({ headline: `P${n}`, lead: members }) }),
      )
    ).lead;
  expect(await lead(1, { media: told, caption: "At dawn" })).toEqual({ media: told, caption: "At dawn" });
  expect(await lead(2, { media: untold })).toBe(null);
  expect(await lead(3, { media: untold, alt: "A quay" })).toMatchObject({ media: untold });
  expect(await lead(4, { media: "none" })).toBe(null);
  expect(await lead(5, { url: "https://wire.example/a.jpg", alt: "x" })).toBe(null);
});

it("cuts what is too long, and drops what can't be stored", async () => {
  const token = await aPaper();
  const send = await plainSender(token);
  const long = article({
    headline: `A\u0000\n  ${"long ".repeat(100)}`,
    standfirst: "s".repeat(5_000),
    label: "l".repeat(90),
    language: "not a language",
    topics: Array.from({ length: 40 }, (_, n) => `Topic ${n} ${"t".repeat(90)}`),
    authors: Array.from({ length: 40 }, (_, n) => `Author ${n}`),
    body: { format: "html", source: "<p>It left\u0000 at \ud800 dawn.</p>" },
    canonicalUrl: "javascript:alert(1)",
  });
  const made = await read(token, await send({ article: long }));
  expect(made).toMatchObject({ language: "en", canonicalUrl: null, status: "published" });
  // Cut between words: the last one is left out, and is no longer than twenty.
  expect(made.headline).toMatch(/^A long.{170,193}\w…$/);
  expect(made.standfirst).toMatch(/^.{575,599}…$/);
  expect(made.label).toMatch(/^.{15,39}…$/);
  expect([made.topics, made.authors]).toEqual([expect.any(Array), expect.any(Array)]);
  expect([(made.topics as []).length, (made.authors as []).length]).toEqual([20, 20]);
  const huge = {
    externalId: "huge",
    article: article({ body: { format: "html", source: "x".repeat(100_001) } }),
  };
  expect(await send(huge)).toMatchObject({ status: 422 });
});

it.each([
  ["an id that is none", { externalId: "" }],
  ["an id that is too long", { externalId: "x".repeat(501) }],
  ["an id that can't be stored", { externalId: "a\u0000b" }],
  ["a version that can't be compared", { version: "2.1" }],
  ["nothing to publish", { article: undefined }],
])("is failed, and not our fault: %s", async (_, item) => {
  const send = await plainSender(await aPaper());
  const words = article();
  expect(await send({ article: words, ...item } as never)).toMatchObject({ status: 422, code: "invalid" });
});

it("is made anew where an editor has deleted its draft", async () => {
  const token = await aPaper();
  const send = await plainSender(token, { publish: "draft" });
  const first = await send({ version: "1", article: article() });
  const gone = await request(`/api/v1/articles/${first.article?.id}`, { method: "DELETE", token });
  expect(gone.status).toBe(204);
  expect(await send({ version: "1", at: 5, article: article() })).toMatchObject({ outcome: "unchanged" });
  const again = await send({ version: "2", article: article() });
  expect(again).toMatchObject({ status: 201, outcome: "created" });
  expect(await send({ version: "3", article: article({ headline: "More" }) })).toMatchObject({
    ...{ outcome: "updated", article: { id: again.article?.id } },
  });
});

it("costs a bounded number of round trips", async () => {
  const send = await plainSender(await aPaper());
  const trips = async (version: string, headline: string) =>
    (await measured(() => send({ version, article: article({ headline }) }))).trips;
  const [made, revised, again] = [await trips("1", "One"), await trips("2", "Two"), await trips("1", "One")];
  console.info(`round trips to D1: created ${made}, updated ${revised}, duplicate ${again}`);
  expect(made).toBeLessThanOrEqual(40);
  expect(again).toBeLessThan(10);
});
