import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { aPaper, aSection, must } from "../../support/factories.ts";
import { problemOf, request } from "../../support/request.ts";
import { published, Sender } from "../../support/sender.ts";

const whsec = /^whsec_[A-Za-z0-9+/]{43}=$/;

it("shows a secret once, and keeps it sealed", async () => {
  const token = await aPaper();
  const sender = await Sender.of(token);
  expect(sender.secret).toMatch(whsec);
  const list = await must<{ items: unknown[] }>(200, request("/api/v1/sources", { token }));
  expect(list.items).toEqual([
    {
      slug: "wire",
      kind: "standard",
      url: "http://dateline.test/hooks/wire",
      defaultSection: "world",
      sections: {},
      defaultAuthor: null,
      publish: "publish",
      language: null,
      pictureHosts: [],
      createdAt: expect.any(String),
      oldSecretUntil: null,
    },
  ]);
  const kept = await env.DB.prepare("SELECT secret FROM sources").first<string>("secret");
  expect(kept).not.toContain(sender.secret.slice("whsec_".length, -1));
});

it("refuses a second source of a name, kinds that are not understood, and what is not there", async () => {
  const token = await aPaper();
  await Sender.of(token);
  const make = async (json: Record<string, unknown>) =>
    await problemOf(await request("/api/v1/sources", { token, json }));
  expect(await make({ slug: "wire", kind: "standard" })).toMatchObject({ status: 409, code: "in_use" });
  expect(await make({ slug: "other", kind: "telex" })).toMatchObject({ status: 422 });
  const unknown = { defaultSection: "moon", sections: { Sport: "sport" }, defaultAuthor: "nobody" };
  const { status, errors } = await make({ slug: "other", kind: "standard", ...unknown });
  expect([status, errors?.map(({ path }) => path)]).toEqual([
    422,
    ["defaultSection", "sections.Sport", "defaultAuthor"],
  ]);
  expect(await make({ slug: "other", kind: "standard", colour: "red" })).toMatchObject({ status: 422 });
});

it("is changed by a merge patch, and deleted", async () => {
  const token = await aPaper();
  await aSection(token, "culture", "Culture");
  const sender = await Sender.of(token, { sections: { Feuilleton: "culture", Welt: "world" } });
  const patch = { sections: { Welt: null }, publish: "draft", defaultAuthor: "mara-lind" };
  const changed = await must(200, request("/api/v1/sources/wire", { method: "PATCH", token, json: patch }));
  expect(changed).toMatchObject({ ...patch, sections: { Feuilleton: "culture" } });
  const wrong = { method: "PATCH", token };
  expect((await request("/api/v1/sources/wire", { ...wrong, json: { kind: "ghost" } })).status).toBe(422);
  expect((await request("/api/v1/sources/wire", { ...wrong, json: { defaultSection: "x" } })).status).toBe(
    422,
  );
  expect((await request("/api/v1/sources/wire", { method: "DELETE", token })).status).toBe(204);
  expect((await request("/api/v1/sources/wire", { method: "DELETE", token })).status).toBe(404);
  expect((await sender.publish({})).status).toBe(401);
});

it("takes the old secret for a day after a new one was made", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const token = await aPaper();
  const sender = await Sender.of(token);
  const old = sender.secret;
  const renewed = await must<{ secret: string; oldSecretUntil: string }>(
    200,
    request("/api/v1/sources/wire/secret", { method: "POST", token }),
  );
  expect(renewed.secret).toMatch(whsec);
  expect(renewed.secret).not.toBe(old);
  const hours = (Date.parse(renewed.oldSecretUntil) - Date.now()) / 3_600_000;
  expect(hours).toBeCloseTo(24, 1);
  const by = async (secret: string) => (await sender.publish({}, { secret })).status;
  expect([await by(renewed.secret), await by(old)]).toEqual([201, 200]);
  vi.setSystemTime(Date.now() + 24 * 3_600_000 + 1);
  expect([await by(renewed.secret), await by(old)]).toEqual([200, 401]);
  vi.useRealTimers();
});

it("shows in a dry run what a delivery would do, and does nothing of it", async () => {
  const token = await aPaper();
  const sender = await Sender.of(token, { sections: { Welt: "world" } });
  const rows = async () =>
    await env.DB.prepare(
      "SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM authors) + (SELECT count(*) FROM pieces) + (SELECT count(*) FROM inbox) AS n",
    ).first("n");
  const before = await rows();
  const dry = async (body: string) =>
    await must<Record<string, unknown>>(
      200,
      request("/api/v1/sources/wire/dry-run", { token, json: JSON.parse(body) as unknown }),
    );
  const foreseen = await dry(published({ section: "Welt", authors: ["Jane Doe"], version: 7 }));
  expect(foreseen.why).toBe(null);
  expect(foreseen).toMatchObject({
    outcome: "created",
    externalId: "ferry",
    version: "7",
    article: { headline: "The ferry sails", section: "world", authors: ["jane-doe"], kind: "story" },
    notes: [{ path: "authors", message: '"Jane Doe" is made as an author.' }],
  });
  expect(await dry(published({ section: "Mond" }))).toMatchObject({
    notes: expect.arrayContaining([{ path: "section", message: '"Mond" is mapped to no section.' }]),
  });
  expect(await dry(published({ headline: 5 }))).toMatchObject({ outcome: "failed", article: null });
  expect(await rows()).toBe(before);
  await sender.publish({ version: 8 });
  expect(await dry(published({ version: 7 }))).toMatchObject({ outcome: "stale" });
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const headers = { "Content-Type": "application/json" };
  const answer = request("/api/v1/sources/wire/dry-run", { token, body: deep, headers });
  expect(await must(200, answer)).toMatchObject({ outcome: "failed" });
  const unknown = await request("/api/v1/sources/none/dry-run", { token, json: {} });
  expect(unknown.status).toBe(404);
});
