import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BundledFile, bundle, MAX_GZIP_KB, startupTime } from "./bundle.ts";
import { fail, messageOf, readFlags } from "./command-line.ts";
import { ROOT, run, WRANGLER, wrangler } from "./run.ts";

const USAGE = "npm run deploy -- [--dry-run]";
const QUEUE = "dateline-doorbell";
const NO_DATABASE = "00000000-0000-0000-0000-000000000000";
const flags = readFlags({ "dry-run": { type: "boolean", default: false } }, USAGE);

async function checkTypes(): Promise<void> {
  const { code, stdout } = await run(join(ROOT, "node_modules", "typescript", "bin", "tsc"), ["--noEmit"]);
  if (code !== 0) fail(`${stdout}The types are wrong; nothing is deployed.`);
  console.log("Types are right.");
}

function report(files: readonly BundledFile[]): void {
  const total = {
    name: "total",
    raw: sum(files, "raw"),
    minified: sum(files, "minified"),
    gzip: sum(files, "gzip"),
  };
  console.log(
    `\n${"".padEnd(24)}${["raw kB", "minified", "gzip"].map((word) => word.padStart(10)).join("")}`,
  );
  for (const { name, raw, minified, gzip } of [...files, total])
    console.log(
      `${name.padEnd(24)}${[raw, minified, gzip].map((kB) => kB.toFixed(1).padStart(10)).join("")}`,
    );
  if (total.gzip > MAX_GZIP_KB)
    fail(`The Worker has ${total.gzip.toFixed(1)} kB; ${MAX_GZIP_KB} kB are allowed.`);
}

function sum(files: readonly BundledFile[], what: "raw" | "minified" | "gzip"): number {
  return files.reduce((total, file) => total + file[what], 0);
}

/** What a deployment still lacks. */
async function obstacles(): Promise<string[]> {
  const config = readFileSync(join(ROOT, "wrangler.toml"), "utf8");
  const missing: string[] = [];
  if (config.includes(NO_DATABASE))
    missing.push("database_id in wrangler.toml is not set: npx wrangler d1 create dateline");
  if (!process.env.SITE_URL && /^SITE_URL = "http:\/\/localhost/m.test(config))
    missing.push("SITE_URL in wrangler.toml (or in the environment) is not the site's public address");
  const queue = await wrangler("queues", "info", QUEUE);
  if (queue.code !== 0) missing.push(`the queue is not there: npx wrangler queues create ${QUEUE}`);
  const secrets = await wrangler("secret", "list", "--format", "json");
  if (secrets.code !== 0 || !secrets.stdout.includes('"DATELINE_KEY"'))
    missing.push(
      "the secret DATELINE_KEY is not known: npx wrangler login, then npx wrangler secret put DATELINE_KEY",
    );
  return missing;
}

function foreground(...args: string[]): void {
  const { status } = spawnSync(process.execPath, [WRANGLER, ...args], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) fail(`wrangler ${args.slice(0, 3).join(" ")} failed.`);
}

async function deploy(): Promise<void> {
  const missing = await obstacles();
  if (missing.length > 0) fail(`\nNothing was deployed:\n${missing.map((line) => `  - ${line}`).join("\n")}`);
  foreground("d1", "migrations", "apply", "DB", "--remote");
  const { SITE_URL } = process.env;
  foreground("deploy", "--minify", ...(SITE_URL ? ["--var", `SITE_URL:${SITE_URL}`] : []));
}

try {
  await checkTypes();
  report(await bundle());
  console.log(`\nStart-up: ${await startupTime()}`);
  if (flags["dry-run"]) console.log("\nDry run: nothing was deployed.");
  else await deploy();
} catch (error) {
  fail(messageOf(error));
}
