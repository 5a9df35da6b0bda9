import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./chromium.ts";
import { QUIET_WRANGLER, ROOT } from "./run.ts";
import { type Tally, tallyOf } from "./test-report.ts";

const BROWSER_TESTS = "test/browser/**";
const isCi = /^(1|true)$/i.test(process.env.CI ?? "");

/** Runs a program of node_modules/.bin in the foreground; true where it succeeds. */
function step(name: string, program: string, args: readonly string[]): boolean {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const env = { ...process.env, ...QUIET_WRANGLER };
  const { status, error } = spawnSync(join(ROOT, "node_modules", ".bin", program), args, {
    cwd: ROOT,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (error) console.error(error.message);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`── ${name}: ${status === 0 ? "passed" : "FAILED"} in ${seconds} s`);
  return status === 0;
}

function runTests(patterns: readonly string[]): Tally {
  const directory = mkdtempSync(join(tmpdir(), "dateline-test-"));
  const report = join(directory, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  try {
    const hasPassed = step("tests", "vitest", ["run", ...reporters, ...browserFlags(), ...patterns]);
    return tallyOf(report, !hasPassed);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function browserFlags(): string[] {
  return findChromium() === undefined ? ["--exclude", BROWSER_TESTS] : [];
}

/** Browser tests may be left out on a developer's machine, never silently, and never in CI. */
function checkBrowser(): boolean {
  if (findChromium() !== undefined) return true;
  const verdict = isCi ? "FAILED" : "SKIPPED";
  console.log(`\n${verdict}: browser tests, because no Chromium was found (set CHROME_PATH)`);
  return !isCi;
}

const checks = [step("types", "tsc", ["--noEmit"]), step("lint and format", "biome", ["check", "."])];
const tests = runTests(process.argv.slice(2));
const failed = [...checks, checkBrowser()].filter((hasPassed) => !hasPassed).length + tests.failed;
console.log(`\n${tests.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0;
