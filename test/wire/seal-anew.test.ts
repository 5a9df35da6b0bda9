import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/db.ts";
import { unseal } from "../../src/http/sealed.ts";
import { keyMaterial } from "../../src/http/secrets.ts";
import { sealAnew } from "../../src/wire/seal-anew.ts";
import { must } from "../support/factories.ts";
import { aReceiver, aWebhook } from "../support/receiving.ts";
import { request, tokenOf } from "../support/request.ts";

const present = { ...env, DATELINE_KEY: "the key of this year" };
const rotated = { ...present, DATELINE_KEY_BEFORE: keyMaterial(env) };

async function sealedNow(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT secret AS sealed FROM sources UNION ALL SELECT secret_before FROM sources
     UNION ALL SELECT secret FROM webhooks UNION ALL SELECT old_secret FROM webhooks`,
  ).all<{ sealed: string }>();
  return results.map(({ sealed }) => sealed);
}

/** A source and a webhook, each with the secret before. */
async function aRotatedPair(): Promise<string> {
  const token = await tokenOf("publisher");
  const source = { slug: "wire", kind: "standard", publish: "publish" };
  await must(201, request("/api/v1/sources", { token, json: source }));
  await must(200, request("/api/v1/sources/wire/secret", { method: "POST", token }));
  const { id } = await aWebhook(token, aReceiver("ok").url);
  await must(200, request(`/api/v1/webhooks/${id}/secret`, { method: "POST", token }));
  return token;
}

it("after one run the key before is not needed any more", async () => {
  await aRotatedPair();
  const old = await sealedNow();
  const secrets = await Promise.all(old.map((sealed) => unseal(env, sealed)));
  expect(new Set(secrets).size).toBe(4);
  await sealAnew(rotated, openDatabase(env.DB));
  const fresh = await sealedNow();
  expect(await Promise.all(fresh.map((sealed) => unseal(present, sealed)))).toEqual(secrets);
  await sealAnew(rotated, openDatabase(env.DB));
  expect(await sealedNow()).toEqual(fresh);
});

it("leaves alone what no key before sealed", async () => {
  await aRotatedPair();
  const old = await sealedNow();
  await env.DB.prepare("UPDATE webhooks SET old_secret = replace(old_secret, '.', '.AAAA')").run();
  const broken = (await sealedNow()).at(-1);
  for (const vars of [env, present, { ...env, DATELINE_KEY_BEFORE: keyMaterial(env) }])
    await sealAnew(vars, openDatabase(env.DB));
  expect(await sealedNow()).toEqual([...old.slice(0, -1), broken]);
  await sealAnew(rotated, openDatabase(env.DB));
  expect((await sealedNow()).at(-1)).toBe(broken);
});

it("does not take back a secret that is rotated meanwhile", async () => {
  const token = await aRotatedPair();
  const id = await env.DB.prepare("SELECT id FROM webhooks").first<string>("id");
  const renewed: string[] = [];
  const rotate = async () => {
    const path = `/api/v1/webhooks/${id}/secret`;
    renewed.push((await must<{ secret: string }>(200, request(path, { method: "POST", token }))).secret);
  };
  // Between reading and writing.
  const contested = {
    prepare: (statement: string) => env.DB.prepare(statement),
    batch: async (statements: D1PreparedStatement[]) => {
      await rotate();
      return await env.DB.batch(statements);
    },
  };
  await sealAnew(rotated, openDatabase(contested as unknown as D1Database));
  const latest = renewed.slice(-2).reverse();
  const opened = async (vars: typeof rotated | typeof present) =>
    await Promise.all((await sealedNow()).slice(2).map((sealed) => unseal(vars, sealed)));
  expect(await opened(rotated)).toEqual(latest);
  await sealAnew(rotated, openDatabase(env.DB));
  expect(await opened(present)).toEqual(latest);
});
