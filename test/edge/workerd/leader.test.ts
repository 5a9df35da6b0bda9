import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { bundled } from "../../support/bundled.ts";

const POLL_MS = 10;
/** Far more than the edge's own patience: who waits this long hangs. */
const HANGING_MS = 10_000;

let script: string;
let workerd: Miniflare;
let origin: URL;

beforeAll(async () => {
  script = await bundled("test/edge/workerd/slow-paper.ts");
});
beforeEach(async () => {
  const options = { modules: true, script, compatibilityDate: "2026-11-17", cf: false } as const;
  workerd = new Miniflare(convertV4MiniflareOptions(options));
  origin = await workerd.ready;
});
afterEach(async () => {
  await workerd.dispose();
});

async function read(path: string): Promise<{ cache: string | null; body: string }> {
  const response = await fetch(new URL(path, origin), { signal: AbortSignal.timeout(HANGING_MS) });
  return { cache: response.headers.get("CF-Cache-Status"), body: await response.text() };
}

/** A reader who asks and then only holds the line. */
async function call(path: string): Promise<Socket> {
  const socket = connect(Number(origin.port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${origin.host}\r\n\r\n`);
  while ((await read("/-/renders")).body === "0") await delay(POLL_MS);
  return socket;
}

it("a leader who hangs up leaves nobody waiting, and one of those who wait takes over", async () => {
  const leader = await call("/stuck");
  const waiting = Promise.all(Array.from({ length: 50 }, () => read("/stuck")));
  leader.resetAndDestroy();
  const bodies = (await waiting).map(({ body }) => body);
  expect(new Set(bodies)).toEqual(new Set(["render 2"]));
  expect((await read("/stuck")).cache).toBe("HIT");
});

it("a leader who hung up is no hindrance to those who come later", async () => {
  const leader = await call("/stuck");
  leader.resetAndDestroy();
  expect((await read("/stuck")).body).toBe("render 2");
  expect(await read("/stuck")).toEqual({ cache: "HIT", body: "render 2" });
});

it("a render goes on for those who wait when its leader hangs up", async () => {
  const leader = await call("/held");
  const waiting = read("/held");
  leader.resetAndDestroy();
  await read("/-/release");
  const { body } = await waiting;
  const { cache, body: later } = await read("/held");
  expect(cache).toBe("HIT");
  expect([body, later].every((it) => /^render [12]$/.test(it))).toBe(true);
});

it("a thousand readers of one cold page are one render", async () => {
  const readers = await Promise.all(Array.from({ length: 1_000 }, () => read("/crowd")));
  expect(new Set(readers.map(({ body }) => body))).toEqual(new Set(["render 1"]));
  expect((await read("/-/renders")).body).toBe("1");
});
