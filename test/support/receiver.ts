import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a server takes webhooks; test/support/receiving.ts knows how to ask it. */
    receiver: string;
  }
}

/** A call as the receiver noted it. */
export interface Received {
  /** Milliseconds. */
  at: number;
  headers: Record<string, string>;
  body: string;
  /** How it was answered. */
  fate: string;
}

const BIG_BYTES = 3_000_000;
const DRIP_MS = 50;
const LATE_MS = 200;
/** What befalls three calls in ten. */
const FAULTS = ["500", "reset", "hang", "429", "drip", "big-500"];
const SEEDED_FAULTS = ["500", "reset", "hang", "429", "late"];

const calls = new Map<string, Received[]>();

const FATES: Record<string, (answer: ServerResponse) => void> = {
  ok: (answer) => void answer.end("Thanks."),
  "204": (answer) => void answer.writeHead(204).end(),
  "400": (answer) => void answer.writeHead(400).end("Not like this.\u0000<b>"),
  "410": (answer) => void answer.writeHead(410).end("Gone."),
  "429": (answer) => void answer.writeHead(429, { "Retry-After": "120" }).end(),
  "429-long": (answer) => void answer.writeHead(429, { "Retry-After": "9999999" }).end(),
  "500": (answer) => void answer.writeHead(500).end("Sorry."),
  redirect: (answer) => void answer.writeHead(307, { Location: "/ok/redirected" }).end(),
  reset: (answer) => void answer.destroy(),
  hang: () => undefined,
  late: (answer) => void setTimeout(() => answer.end("At last."), LATE_MS),
  big: (answer) => void answer.end("x".repeat(BIG_BYTES)),
  "big-500": (answer) => void answer.writeHead(500).end("x".repeat(BIG_BYTES)),
  drip: (answer) => {
    answer.writeHead(503);
    const drip = setInterval(() => answer.write("."), DRIP_MS);
    answer.on("close", () => clearInterval(drip));
  },
};

const A = 1;
const CNAME = 5;
const AAAA = 28;
/** What DNS over HTTPS says of names. */
const ADDRESSES: Record<string, [type: number, data: string][]> = {
  "public.example": [
    [A, "93.184.215.14"],
    [AAAA, "2606:2800:21f::1"],
  ],
  "loopback.example": [[A, "127.0.0.1"]],
  "private.example": [[A, "10.0.0.1"]],
  "one-of-many.example": [
    [A, "93.184.215.14"],
    [A, "169.254.169.254"],
  ],
  "alias.example": [
    [CNAME, "db.internal."],
    [A, "192.168.0.7"],
  ],
  "six.example": [[AAAA, "fd00::1"]],
  "six-long.example": [[AAAA, "0000:0000:0000:0000:0000:0000:0000:0001"]],
  "mapped.example": [[AAAA, "::ffff:10.0.0.1"]],
  "broken.example": [[AAAA, "1:2:3"]],
};

/** What Cloudflare's JSON API answers: the alias with either type. */
function resolve(url: URL): string {
  const type = Number(url.searchParams.get("type"));
  const known = ADDRESSES[url.searchParams.get("name") ?? ""] ?? [];
  const said = known.filter(([kind]) => kind === type || kind === CNAME);
  return JSON.stringify({ Status: 0, Answer: said.map(([kind, data]) => ({ type: kind, TTL: 60, data })) });
}

/** GET /dns resolves a name. POST /FATE/NAME is answered so; "flaky" and "seed-N" fail three times in ten, "hang-first" once. GET /calls/NAME gives what came. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, first = "", name = ""] = (request.url ?? "").split("/");
  if (first.startsWith("dns?"))
    return void response.end(resolve(new URL(request.url ?? "", "http://receiver")));
  if (request.method === "GET") return void response.end(JSON.stringify(calls.get(name) ?? []));
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const before = calls.get(name) ?? [];
  const fate = fateOf(first, before.length);
  const headers = request.headers as Record<string, string>;
  calls.set(name, [...before, { at: Date.now(), headers, body: Buffer.concat(parts).toString(), fate }]);
  FATES[fate]?.(response);
}

/** The same for the same call, however often the test runs. */
function fateOf(asked: string, n: number): string {
  if (asked === "hang-first") return n === 0 ? "hang" : "ok";
  if (asked !== "flaky" && !asked.startsWith("seed-")) return asked;
  const [faults, seed] =
    asked === "flaky" ? [FAULTS, 0] : [SEEDED_FAULTS, Number(asked.slice("seed-".length))];
  const chance = (Math.imul(seed * 1_000 + n + 1, 2_654_435_761) >>> 0) % 1_000;
  return chance < 300 ? (faults[chance % faults.length] ?? "500") : "ok";
}

/** Vitest's global setup: the server is there for as long as the tests run. */
export default async function serve(project: TestProject): Promise<() => void> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("receiver", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
