import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../../scripts/server.ts";

const READY = "Dateline is at";
const START_TIMEOUT_MS = 115_000;

export interface RunningSite {
  url: string;
  /** A publisher's. */
  token: string;
  stop(): Promise<void>;
}

/** The site as `npm start` runs it, with its demo stories unless `--empty`, in a folder of its own. */
export async function startSite(...flags: string[]): Promise<RunningSite> {
  return await startSiteIn({}, ...flags);
}

/** The same with these in its environment, such as ALLOW_PRIVATE_WEBHOOKS. */
export async function startSiteIn(
  environment: Record<string, string>,
  ...flags: string[]
): Promise<RunningSite> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "dateline-"));
  const state = ["--persist-to", folder];
  const child = spawn(process.execPath, ["scripts/start.ts", "--port", String(port), ...state, ...flags], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let output = "";
    const hear = (text: Buffer) => {
      output += text.toString();
      if (output.includes(READY)) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", () => reject(new Error(`The site did not start:\n${output}`)));
    setTimeout(
      () => reject(new Error(`The site is not ready after ${START_TIMEOUT_MS} ms:\n${output}`)),
      START_TIMEOUT_MS,
    ).unref();
  });
  const role = ["--name", "browser tests", "--role", "publisher"];
  const { stdout } = await promisify(execFile)(process.execPath, ["scripts/token.ts", ...role, ...state]);
  return {
    url: `http://localhost:${port}`,
    token: stdout.trim(),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
