import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/app.ts";
import { aPaper, aStory, must } from "../support/factories.ts";
import {
  aReceiver,
  aWebhook,
  deliveriesOf,
  deliverNow,
  readWebhook,
  until,
  type WebhookJson,
} from "../support/receiving.ts";
import { ORIGIN, problemOf, request, tokenOf } from "../support/request.ts";
import { itIs } from "../support/schedule.ts";

const HOUR_MS = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function patch(token: string, id: string, json: unknown): Promise<Response> {
  return request(`/api/v1/webhooks/${id}`, { method: "PATCH", token, json });
}

describe("a webhook", () => {
  it("shows its secret once", async () => {
    const token = await tokenOf("publisher");
    const { id, secret } = await aWebhook(token, aReceiver("ok").url, ["article.*", "article.*"]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const shown = await readWebhook(token, id);
    expect(shown).toMatchObject({
      events: ["article.*"],
      state: "active",
      failures: 0,
      oldSecretUntil: null,
    });
    expect(JSON.stringify(shown)).not.toContain('secret"');
    const list = await request("/api/v1/webhooks", { token });
    expect(await list.json()).toEqual({ items: [shown], nextCursor: null });
    const { results } = await env.DB.prepare("SELECT * FROM webhooks").all();
    expect(JSON.stringify(results)).not.toContain(secret.slice("whsec_".length));
    expect(await env.DB.prepare("SELECT detail FROM audit").first("detail")).not.toContain("/ok/");
  });

  it("is listed page by page", async () => {
    const token = await tokenOf("publisher");
    for (let n = 0; n < 3; n++) await aWebhook(token, aReceiver("ok").url);
    const ids: string[] = [];
    for (let path: string | null = "/api/v1/webhooks?limit=2"; path; ) {
      const page: { items: WebhookJson[]; nextCursor: string | null } = await must(
        200,
        request(path, { token }),
      );
      ids.push(...page.items.map(({ id }) => id));
      path = page.nextCursor && `/api/v1/webhooks?limit=2&cursor=${page.nextCursor}`;
    }
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids).toHaveLength(3);
  });

  it.each([
    [{ url: "https://hooks.example.com/" }, "events"],
    [{ url: "https://hooks.example.com/", events: [] }, "events"],
    [{ url: "https://hooks.example.com/", events: ["article.saved"] }, "events.0"],
    [{ url: "https://hooks.example.com/", events: ["art*"] }, "events.0"],
    [{ url: "https://hooks.example.com/", events: ["[a-z]*"] }, "events.0"],
    [{ url: "ftp://hooks.example.com/", events: ["*"] }, "url"],
    [{ url: "https://user@hooks.example.com/", events: ["*"] }, "url"],
    [{ url: "https://hooks.example.com/", events: ["*"], secret: "mine" }, "secret"],
  ])("is refused where it is %o", async (json, path) => {
    const token = await tokenOf("publisher");
    const answer = await request("/api/v1/webhooks", { token, json });
    expect([answer.status, (await problemOf(answer)).errors?.[0]?.path]).toEqual([422, path]);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM webhooks").first("n")).toBe(0);
  });

  it.each([
    ["a private address", "https://10.0.0.1/"],
    ["the metadata of a cloud", "https://169.254.169.254/"],
    ["ourselves", `${ORIGIN.replace("http:", "https:")}/hooks/x`],
    ["http", "http://hooks.example.com/"],
  ])("can't lead to %s, when it is made or changed", async (_, url) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const token = await tokenOf("publisher");
    const { id } = await aWebhook(token, aReceiver("ok").url);
    const ask = async (method: string, path: string, json: object) => {
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
      const asked = new Request(`${ORIGIN}${path}`, { method, headers, body: JSON.stringify(json) });
      const answer = await app.fetch(
        asked,
        { ...env, ALLOW_PRIVATE_WEBHOOKS: "0" },
        createExecutionContext(),
      );
      const { errors } = await problemOf(answer);
      return [answer.status, errors?.[0]?.path, errors?.[0]?.code];
    };
    const refused = [422, "url", "not_public"];
    expect(await ask("POST", "/api/v1/webhooks", { url, events: ["*"] })).toEqual(refused);
    expect(await ask("PATCH", `/api/v1/webhooks/${id}`, { url })).toEqual(refused);
    expect((await readWebhook(token, id)).url).toContain("/ok/");
  });

  it("gets only what it asked for", async () => {
    const token = await aPaper();
    const [all, corrections, comments] = [aReceiver("ok"), aReceiver("ok"), aReceiver("ok")];
    await aWebhook(token, all.url);
    await aWebhook(token, corrections.url, ["article.corrected"]);
    await aWebhook(token, comments.url, ["comment.*"]);
    const { id } = await aStory(token);
    await must(
      201,
      request(`/api/v1/articles/${id}/corrections`, { token, json: { text: "It was Tuesday." } }),
    );
    await until(async () => (await all.came()).length === 2 && (await corrections.came()).length === 1);
    const types = (await all.came()).map(({ body }) => JSON.parse(body).type);
    expect(types).toEqual(["article.published", "article.corrected"]);
    expect(await comments.came()).toEqual([]);
  });

  it("is deleted with what waits for it", async () => {
    const token = await aPaper();
    const { id } = await aWebhook(token, aReceiver("500").url);
    await aStory(token);
    await until(async () => (await deliveriesOf(token))[0]?.attempts.length === 1);
    expect((await request(`/api/v1/webhooks/${id}`, { method: "DELETE", token })).status).toBe(204);
    expect((await request(`/api/v1/webhooks/${id}`, { method: "DELETE", token })).status).toBe(404);
    expect(await deliveriesOf(token)).toMatchObject([
      { status: "dropped", nextAttemptAt: null, webhook: id },
    ]);
    await aStory(token);
    expect(await deliveriesOf(token)).toHaveLength(1);
  });
});

it("with a new secret signs by both for 24 hours", async () => {
  const token = await tokenOf("publisher");
  const { url, came } = aReceiver("ok");
  const { id, secret: old } = await aWebhook(token, url);
  const rotated = await must<WebhookJson>(
    200,
    request(`/api/v1/webhooks/${id}/secret`, { method: "POST", token }),
  );
  expect(rotated.secret).not.toBe(old);
  const inDay = new Date(rotated.oldSecretUntil ?? 0).getTime() - Date.now();
  expect(Math.round(inDay / HOUR_MS)).toBe(24);
  const isGood = async (n: number, secret: string) => {
    const call = (await came())[n];
    try {
      new Webhook(secret).verify(call?.body ?? "", call?.headers ?? {}, {});
      return true;
    } catch {
      return false;
    }
  };
  const send = () => must(202, request(`/api/v1/webhooks/${id}/test`, { method: "POST", token }));
  await send();
  await until(async () => (await came()).length === 1);
  expect([await isGood(0, old), await isGood(0, rotated.secret)]).toEqual([true, true]);
  await env.DB.prepare("UPDATE webhooks SET old_until = ?").bind(Date.now()).run();
  await send();
  await until(async () => (await came()).length === 2);
  expect([await isGood(1, old), await isGood(1, rotated.secret)]).toEqual([false, true]);
  expect((await readWebhook(token, id)).oldSecretUntil).toBeNull();
});

describe("paused", () => {
  it("it waits, and has everything in order when it is resumed", async () => {
    const token = await aPaper();
    const { url, came } = aReceiver("ok");
    const { id } = await aWebhook(token, url);
    await must(200, patch(token, id, { state: "paused" }));
    const story = await aStory(token);
    const json = { text: "It was Tuesday." };
    await must(201, request(`/api/v1/articles/${story.id}/corrections`, { token, json }));
    await until(async () => (await deliveriesOf(token)).length === 2);
    itIs(Date.now() + HOUR_MS);
    expect(await deliverNow()).toEqual([]);
    expect(await came()).toEqual([]);
    const waiting = await deliveriesOf(token, "&status=pending");
    expect(waiting).toMatchObject([{ nextAttemptAt: null }, { nextAttemptAt: null }]);
    vi.useRealTimers();
    expect(await (await patch(token, id, { state: "active" })).json()).toMatchObject({ state: "active" });
    await until(async () => (await came()).length === 2);
    const types = (await came()).map(({ body }) => JSON.parse(body).type);
    expect(types).toEqual(["article.published", "article.corrected"]);
  });

  it("it can be tried still", async () => {
    const token = await tokenOf("publisher");
    const { url, came } = aReceiver("ok");
    const { id } = await aWebhook(token, url);
    await must(200, patch(token, id, { state: "paused" }));
    const made = await must(202, request(`/api/v1/webhooks/${id}/test`, { method: "POST", token }));
    expect(made).toMatchObject({ event: { type: "webhook.test" }, status: "pending", subject: id });
    await until(async () => (await came()).length === 1);
    const [call] = await came();
    expect(JSON.parse(call?.body ?? "")).toMatchObject({ type: "webhook.test", data: { webhook: id } });
  });

  it("by nobody who does not exist", async () => {
    const token = await tokenOf("publisher");
    expect((await patch(token, "nobody", { state: "paused" })).status).toBe(404);
    expect((await patch(token, "nobody", { state: "disabled" })).status).toBe(422);
  });
});
