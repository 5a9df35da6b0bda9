import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { deliver } from "../../src/wire/out/deliver.ts";
import { indexNowKey } from "../../src/wire/out/pings.ts";
import { aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { aReceiver, aSending, deliveriesOf, until } from "../support/receiving.ts";
import { ORIGIN, request } from "../support/request.ts";

it("tells the hub of each feed that a publication touches", async () => {
  const token = await aPaper();
  const { url, came } = aReceiver("204");
  await must(200, request("/api/v1/site", { method: "PATCH", token, json: { webSubHub: url } }));
  const story = await aStory(token, { topics: ["Harbour"] });
  await until(async () => (await came()).length === 1);
  const [call] = await came();
  expect(call?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  const said = new URLSearchParams(call?.body);
  expect(said.get("hub.mode")).toBe("publish");
  const feeds = ["", "/world", "/authors/mara-lind", "/topics/harbour"].flatMap((base) =>
    ["xml", "atom", "json"].map((format) => `${ORIGIN}${base}/feed.${format}`),
  );
  expect(said.getAll("hub.url")).toEqual(feeds);
  for (const feed of feeds) expect((await request(new URL(feed).pathname)).status).toBe(200);
  expect(await deliveriesOf(token)).toMatchObject([{ kind: "websub", webhook: null, subject: story.id }]);
  await withdraw(token, story);
  await until(async () => (await came()).length === 2);
});

it("tries a hub again that fails", async () => {
  const token = await aPaper();
  const hub = aReceiver("500");
  await must(200, request("/api/v1/site", { method: "PATCH", token, json: { webSubHub: hub.url } }));
  await aStory(token);
  await until(async () => (await deliveriesOf(token))[0]?.attempts.length === 1);
  expect(await deliveriesOf(token)).toMatchObject([{ status: "pending", attempts: [{ status: 500 }] }]);
});

it("tells search engines of a public site, by a key that it shows", async () => {
  const token = await aPaper();
  const { url, came } = aReceiver("ok");
  const story = await aStory(token);
  // The events of a site that is not public are nobody's.
  expect(await deliveriesOf(token)).toEqual([]);
  const site = async () => ({ url: "https://courier.example", webSubHub: null });
  const vars = { ...env, INDEXNOW_URL: url };
  await env.DB.prepare("UPDATE events SET fan_at = 1 WHERE type = 'article.published'").run();
  await deliver(aSending({ env: vars, site }));
  const [call] = await came();
  const key = await indexNowKey(env);
  expect(JSON.parse(call?.body ?? "")).toEqual({
    host: "courier.example",
    key,
    keyLocation: `https://courier.example/${key}.txt`,
    urlList: [`https://courier.example${story.path}`],
  });
  const shown = await request(`/${key}.txt`);
  expect([shown.status, shown.headers.get("Content-Type"), await shown.text()]).toEqual([
    200,
    "text/plain; charset=utf-8",
    key,
  ]);
  const other = await request(`/${"0".repeat(32)}.txt`);
  expect(other.status).toBe(404);
});

it("has another key under another DATELINE_KEY", async () => {
  const ctx = createExecutionContext();
  const vars = { ...env, DATELINE_KEY: "another" };
  const key = await indexNowKey(vars);
  expect(key).not.toBe(await indexNowKey(env));
  const ask = async (file: string) => (await app.fetch(new Request(`${ORIGIN}/${file}`), vars, ctx)).status;
  expect([await ask(`${key}.txt`), await ask(`${await indexNowKey(env)}.txt`)]).toEqual([200, 404]);
  await waitOnExecutionContext(ctx);
});
