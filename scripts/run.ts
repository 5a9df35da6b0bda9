import { spawn } from "node:child_process";
import { dirname, join } from "node:path";

export const ROOT = dirname(import.meta.dirname);
export const WRANGLER = join(ROOT, "node_modules", "wrangler", "bin", "wrangler.js");

/** Keeps wrangler off the network and to the point; the last one keeps it from writing a database of traces. */
export const QUIET_WRANGLER = {
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_SEND_METRICS: "false",
  X_LOCAL_OBSERVABILITY: "false",
};

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a Node program of the repository to its end and keeps what it prints. It dies with this process. */
export async function run(program: string, args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, ...QUIET_WRANGLER, NO_COLOR: "1", FORCE_COLOR: "0" };
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const abandon = () => child.kill();
  process.once("exit", abandon);
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => resolve(exitCode ?? 1));
    }),
  ]);
  process.off("exit", abandon);
  return { code, stdout, stderr };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  return Buffer.concat(await Array.fromAsync(stream)).toString("utf8");
}

/** Runs wrangler to its end. */
export function wrangler(...args: string[]): Promise<Outcome> {
  return run(WRANGLER, args);
}
