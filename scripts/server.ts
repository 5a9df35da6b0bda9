import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { QUIET_WRANGLER, ROOT, WRANGLER } from "./run.ts";

const START_TIMEOUT_MS = 90_000;
const FIRST_PORT = 12_000;
const LAST_PORT = 32_000;
const POLL_MS = 100;
const POLL_TIMEOUT_MS = 5_000;

export interface Serving {
  port: number;
  persistTo?: string | undefined;
  /** Handed to the Worker as its environment. */
  vars: Record<string, string>;
}

/** Whether nothing listens on the port of localhost yet. */
export async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    await once(probe.listen(port, "localhost"), "listening");
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/** A port that nobody listens on, below those that the system hands out itself: it stays free until it is taken. */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST_PORT, LAST_PORT);
  return (await isFree(port)) ? port : await freePort();
}

/** Starts `wrangler dev` under a guard, so that the whole tree ends with this process. */
export function serve({ port, persistTo, vars }: Serving): ChildProcess {
  // Any port for the debugger: two sites that start at once would both take the first that wrangler finds free.
  const quiet = ["--inspector-port", "0", "--log-level", "error", "--show-interactive-dev-session=false"];
  const flags = ["--port", String(port), ...quiet];
  if (persistTo !== undefined) flags.push("--persist-to", persistTo);
  for (const [name, value] of Object.entries(vars)) flags.push("--var", `${name}:${value}`);
  return spawn(process.execPath, [join(import.meta.dirname, "guard.ts"), WRANGLER, "dev", ...flags], {
    cwd: ROOT,
    env: { ...process.env, ...QUIET_WRANGLER },
    detached: true,
    stdio: ["pipe", "inherit", "inherit"],
  });
}

/** Waits until the site says that it is well. Throws where it stops, or takes too long. */
export async function untilHealthy(origin: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error("The site stopped while it was starting.");
    if (await isHealthy(origin)) return;
    await delay(POLL_MS);
  }
  throw new Error(`${origin}/healthz did not answer with 200 in ${START_TIMEOUT_MS / 1_000} s.`);
}

async function isHealthy(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(POLL_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Ends the site and everything that it started. */
export async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.stdin?.end();
  await gone;
}
