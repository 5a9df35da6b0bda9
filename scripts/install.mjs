// Runs before `npm start` and `npm test`, under the machine's own Node: plain JavaScript, no packages.
import { spawnSync } from "node:child_process";
import { existsSync, rmSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = join(root, "package-lock.json");
const modules = join(root, "node_modules");
// npm writes this file last: without it an installation was interrupted, though npm itself would call it complete.
const installed = join(modules, ".package-lock.json");

function isCurrent() {
  return !existsSync(wanted) || statSync(wanted).mtimeMs <= statSync(installed).mtimeMs;
}

function install() {
  console.error("Installing packages …");
  const flags = ["install", "--no-audit", "--no-fund", "--loglevel=error"];
  const { npm_execpath: npm } = process.env;
  const [command, args] = npm ? [process.execPath, [npm, ...flags]] : ["npm", flags];
  const { status, error, stdout } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) {
    console.error(`${error ?? stdout}\nThe packages could not be installed (npm install).`);
    process.exit(1);
  }
  const now = new Date();
  if (existsSync(installed)) utimesSync(installed, now, now);
}

if (!existsSync(installed)) {
  rmSync(modules, { recursive: true, force: true });
  install();
} else if (!isCurrent()) install();
