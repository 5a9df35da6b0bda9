import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { ROOT } from "../../scripts/run.ts";
import { freePort } from "../../scripts/server.ts";
import { jsonOf } from "../soak/client.ts";
import { furnish, must } from "../soak/newsroom.ts";
import { Site } from "../soak/site.ts";

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

it("what the sender signs is published, and told to the receiver", async () => {
  const [site, port] = [new Site(await freePort()), await freePort()];
  undo.push(() => site.stop());
  await site.start({ ALLOW_PRIVATE_WEBHOOKS: "1" });
  await furnish(site);
  const source = await made(site, "/sources", {
    slug: "wire",
    kind: "standard",
    defaultSection: "world",
    publish: "publish",
  });
  const url = `http://127.0.0.1:${port}/`;
  const webhook = await made(site, "/webhooks", { url, events: ["article.*"] });
  const receiver = run("receive-webhooks", { WEBHOOK_SECRET: webhook.secret, PORT: String(port) });
  await receiver.says(/waiting/);
  expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(401);

  const sender = { HOOK_URL: `${site.origin}/hooks/wire`, HOOK_SECRET: source.secret };
  await run("send-article", sender).says(/^201 \{"outcome":"created","article":\{"id":/m);
  await receiver.says(/^article\.published The harbour opens again$/m);
  await Promise.all([
    // Another delivery that says the same.
    run("send-article", sender).says(/^200 \{"outcome":"unchanged"/m),
    run("send-article", { ...sender, HOOK_SECRET: webhook.secret }).says(/^401 /m),
  ]);

  const { items } = jsonOf(await must(200, site.api("/deliveries")));
  expect(items).toMatchObject([
    { status: "delivered", event: { type: "article.published" }, attempts: [{ status: 204 }] },
  ]);
});

async function made(site: Site, path: string, json: object): Promise<{ secret: string }> {
  return { secret: String(jsonOf(await must(201, site.api(path, { json }))).secret) };
}
