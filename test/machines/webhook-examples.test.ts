import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterEach, expect, it } from "vitest";
import { ROOT } from "../../scripts/run.ts";
import { freePort } from "../../scripts/server.ts";
import { jsonOf } from "../soak/client.ts";
import { furnish, must, story } from "../soak/newsroom.ts";
import { Site } from "../soak/site.ts";

const SECRET = `whsec_${Buffer.from("a secret of the sender, long enough").toString("base64")}`;
const PATIENCE_MS = 20_000;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

/** Runs an example; `said` is what it has printed so far. */
function run(name: string, environment: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [`docs/examples/${name}.ts`], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  undo.push(() => child.kill());
  let said = "";
  child.stdout?.on("data", (text: Buffer) => {
    said += text.toString();
  });
  const says = async (what: RegExp) => {
    for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await delay(50))
      if (what.test(said)) return;
    throw new Error(`It says: ${said}`);
  };
  return { says };
}

it("the receiver takes what a site sends, and nothing else", async () => {
  const [site, port] = [new Site(await freePort()), await freePort()];
  undo.push(() => site.stop());
  await site.start({ ALLOW_PRIVATE_WEBHOOKS: "1" });
  await furnish(site);
  const url = `http://127.0.0.1:${port}/`;
  const made = jsonOf(await must(201, site.api("/webhooks", { json: { url, events: ["article.*"] } })));
  const receiver = run("receive-webhooks", { WEBHOOK_SECRET: String(made.secret), PORT: String(port) });
  await receiver.says(/waiting/);
  expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(401);
  await story(site, "The harbour opens again");
  await receiver.says(/^article\.published The harbour opens again$/m);
  const { items } = jsonOf(await must(200, site.api("/deliveries?status=delivered")));
  expect(items).toMatchObject([{ event: { type: "article.published" }, attempts: [{ status: 204 }] }]);
});

it("the sender signs an article for a source", async () => {
  const came: unknown[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const headers = request.headers as Record<string, string>;
    came.push(new Webhook(SECRET).verify(Buffer.concat(parts).toString(), headers));
    response.writeHead(201).end('{"outcome":"created"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  undo.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/wire`;
  const sender = run("send-article", { HOOK_URL: url, HOOK_SECRET: SECRET });
  await sender.says(/^201 \{"outcome":"created"\}$/m);
  expect(came).toMatchObject([
    { type: "article.published", data: { externalId: "harbour-opens", headline: "The harbour opens again" } },
  ]);
});
