import { createExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Env } from "../../../src/env.ts";
import { keyMaterial } from "../../../src/http/secrets.ts";
import Dateline from "../../../src/worker.ts";
import { aPaper, must } from "../../support/factories.ts";
import { aSource, deliver } from "../../support/newsrooms-by-hook.ts";
import { ORIGIN, request } from "../../support/request.ts";
import { published, Sender } from "../../support/sender.ts";

const MINUTE = 60_000;

async function stored(): Promise<number | null> {
  return await env.DB.prepare("SELECT count(*) AS n FROM inbox").first("n");
}

describe("a delivery that its source did not sign", () => {
  it("is answered as one to a source that is not there, and nothing is stored", async () => {
    const sender = await Sender.of(await aPaper());
    const body = published({});
    const refused = [
      await sender.deliver(body, { secret: `whsec_${btoa("x".repeat(32))}` }),
      await sender.deliver(body, { at: Date.now() - 6 * MINUTE }),
      await sender.deliver(body, { at: Date.now() + 6 * MINUTE }),
      await sender.deliver(body, { headers: { "webhook-id": "another" } }),
      await sender.deliver(body, { headers: { "webhook-signature": "" } }),
      await told(`/hooks/${sender.slug}`, body),
      await told("/hooks/nobody", body),
      await told("/hooks/%00%ff'--", "{"),
      await told(`/hooks/${"x".repeat(3_000)}`, ""),
    ];
    const [first] = refused;
    expect(first).toMatchObject({ status: 401, code: "unauthorized" });
    for (const each of refused) expect(each).toEqual({ ...first, requestId: expect.any(String) });
    expect(await stored()).toBe(0);
  });
});

async function told(path: string, body: string) {
  const answer = await request(path, { method: "POST", body });
  return { status: answer.status, ...(await answer.json<object>()) };
}

it("stores what came before it handles it, without secrets and addresses", async () => {
  const sender = await Sender.of(await aPaper());
  const body = published({});
  const headers = {
    "User-Agent": "Desk/1",
    "CF-Connecting-IP": "192.0.2.7",
    Cookie: "a=b",
    Authorization: "x",
  };
  const { article } = await sender.deliver(body, { id: "msg_a", headers });
  const [entry] = await sender.inbox();
  expect(entry).toMatchObject({
    source: "wire",
    deliveryId: "msg_a",
    outcome: "created",
    externalId: "ferry",
    article: article?.id,
    bytes: body.length,
  });
  const whole = await must<{ headers: Record<string, string>; body: string }>(
    200,
    request(`/api/v1/inbox/${String(entry?.id)}`, { token: sender.token }),
  );
  expect(whole.body).toBe(body);
  expect(whole.headers).toMatchObject({ "user-agent": "Desk/1", "webhook-id": "msg_a" });
  const kept = JSON.stringify(whole.headers);
  for (const secret of ["192.0.2.7", "a=b", "authorization", "signature"]) expect(kept).not.toContain(secret);
});

it.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["no object", "[]"],
  ["a control character", "\u0000"],
  ["an unknown type", JSON.stringify({ type: "article.burnt", timestamp: "2026-11-20T07:13:00Z", data: {} })],
  ["an unknown member", published({ color: "red" })],
  ["no headline", published({ headline: "" })],
  ["a version that is no digits", published({ version: "1.5" })],
  ["no id", published({ externalId: "" })],
  ["a time that is none", published({ timestamp: "yesterday" })],
  ["a body that is nested too deep", published({ body: { format: "html", source: "<b>".repeat(200) } })],
  ["nothing to read", published({ body: null })],
  ["an original that is not there", published({ translationOf: "none" })],
])("keeps as failed what can't be used: %s", async (_, body) => {
  const sender = await Sender.of(await aPaper());
  const { status, code, detail, errors } = await sender.deliver(body, { id: "msg_a" });
  expect([status, code]).toEqual([422, "invalid"]);
  expect(errors).toEqual([{ path: "", code: "unusable", message: detail }]);
  const [entry] = await sender.inbox("?outcome=failed");
  expect(entry).toMatchObject({ outcome: "failed", why: detail });
  expect(
    await env.DB.prepare("SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM pieces) AS n").first(
      "n",
    ),
  ).toBe(0);
  // The same delivery, mended: what failed is handled again.
  expect(await sender.deliver(published({}), { id: "msg_a" })).toMatchObject({ status: 201 });
  expect(await stored()).toBe(1);
});

it("refuses more than a megabyte", async () => {
  const sender = await Sender.of(await aPaper());
  const { status } = await sender.deliver(JSON.stringify({ x: "x".repeat(1_048_576) }));
  expect([status, await stored()]).toEqual([413, 0]);
});

describe("where our storage fails in the middle", () => {
  afterEach(() => vi.restoreAllMocks());

  it("answers 503 and takes the same delivery up again, whichever statement failed", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const sender = await Sender.of(await aPaper());
    let isDone = false;
    for (let failing = 1; !isDone; failing++) {
      const delivery = { id: `msg_${failing}` };
      const piece = {
        externalId: `piece-${failing}`,
        headline: `Headline ${failing}`,
        authors: ["Jane Doe"],
      };
      const batches = await failAt(failing, () => sender.publish(piece, delivery));
      isDone = batches < failing;
      const again = await sender.publish(piece, delivery);
      expect([failing, again.status < 300, again.outcome]).toEqual([
        failing,
        true,
        expect.stringMatching(/created|duplicate/),
      ]);
      const shown = await must<{ status: string }>(
        200,
        request(`/api/v1/articles/${again.article?.id}`, { token: sender.token }),
      );
      expect([failing, shown.status]).toEqual([failing, "published"]);
    }
    const twice = "SELECT count(*) - count(DISTINCT headline) AS n FROM articles";
    expect(await env.DB.prepare(twice).first("n")).toBe(0);
  });
});

/** Lets the `n`th batch to D1 fail while `work` runs; gives how many there were. */
async function failAt(n: number, work: () => Promise<unknown>): Promise<number> {
  let batches = 0;
  const { batch } = env.DB;
  const spy = vi.spyOn(Object.getPrototypeOf(env.DB) as D1Database, "batch");
  spy.mockImplementation(async function (this: D1Database, statements: D1PreparedStatement[]) {
    if (++batches === n) throw new Error("D1_ERROR: Network connection lost.");
    return await batch.call(this, statements);
  } as typeof batch);
  await work();
  spy.mockRestore();
  return batches;
}

describe("what came by webhooks before", () => {
  const by = (hops: number) => ({ headers: { "dateline-hops": String(hops) } });

  it("ends after three: it is kept as failed, and a replay changes nothing", async () => {
    const sender = await Sender.of(await aPaper());
    const refused = await sender.publish({}, by(3));
    expect(refused).toMatchObject({ status: 422, detail: expect.stringContaining("circles") });
    const [entry] = await sender.inbox();
    expect(entry).toMatchObject({
      outcome: "failed",
      why: expect.stringContaining("circles"),
      article: null,
    });
    const again = request(`/api/v1/inbox/${entry?.id}/replay`, { method: "POST", token: sender.token });
    expect(await must(200, again)).toMatchObject({ outcome: "failed" });
  });

  it("is counted in what happens by it", async () => {
    const sender = await Sender.of(await aPaper());
    expect(await sender.publish({}, by(2))).toMatchObject({ status: 201 });
    const { results } = await env.DB.prepare(
      "SELECT hops FROM events WHERE type = 'article.published'",
    ).all();
    expect(results).toEqual([{ hops: 2 }]);
  });
});

it("goes on under a new DATELINE_KEY while the one before is known, and is our fault where it is lost", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const sender = await Sender.of(await aPaper());
  const under = async (keys: Partial<Env>, body: string) => {
    const ctx = Object.assign(createExecutionContext(), { exports });
    const sent = { method: "POST", body, headers: sender.headersOf(body) };
    const site = new Dateline(ctx, { ...env, ...keys });
    return (await site.fetch(new Request(`${ORIGIN}/hooks/wire`, sent))).status;
  };
  expect(await under({ DATELINE_KEY: "another" }, published({}))).toBe(503);
  expect(await stored()).toBe(0);
  const before = keyMaterial(env);
  expect(await under({ DATELINE_KEY: "another", DATELINE_KEY_BEFORE: before }, published({}))).toBe(201);
  vi.restoreAllMocks();
});

it("takes 300 a minute of a source, and whoever can't sign uses up nothing of them", async () => {
  const sender = await Sender.of(await aPaper(), { slug: "busy" });
  const unsigned = await untilRefused(() => told("/hooks/busy", "{}"));
  expect(unsigned.slice(0, 300)).toEqual(Array(300).fill(401));
  expect((await sender.publish({}, { id: "msg_a" })).status).toBe(201);
  const signed = await untilRefused(() => sender.publish({}, { id: "msg_a" }));
  expect(signed.slice(0, 299)).toEqual(Array(299).fill(200));
}, 120_000);

it("tells Superdesk to ask again where it sends more: a 4xx would be its last word", async () => {
  const source = await aSource(await aPaper(), "superdesk");
  const item = JSON.stringify({
    guid: "urn:1",
    version: "1",
    type: "text",
    headline: "H",
    body_html: "<p>T</p>",
  });
  const statuses = await untilRefused(() => deliver("superdesk", source, item), 503);
  expect(statuses.slice(0, 300)).toEqual([201, ...Array(299).fill(200)]);
}, 60_000);

/** What is answered before the refusal: within two minutes that follow one another there are 600 at most. */
async function untilRefused(send: () => Promise<{ status: number }>, refusal = 429): Promise<number[]> {
  const statuses: number[] = [];
  for (;;) {
    const { status } = await send();
    if (status === refusal) return statuses;
    statuses.push(status);
    if (statuses.length > 600) throw new Error("Nothing was refused");
  }
}
