import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./chromium.ts";
import { QUIET_WRANGLER, ROOT } from "./run.ts";
import { type Tally, tallyOf } from "./test-report.ts";

/** One run of vitest: a project of vitest.config.ts, or a part of it. */
interface Run {
  project: string;
  shard?: string;
}

/** Each run takes one file at a time, and waits a lot; so three go side by side. The longest project is quartered. */
const LANES: readonly (readonly Run[])[] = [
  ["1/4", "2/4", "3/4"].map((shard) => ({ project: "workers", shard })),
  [{ project: "browser" }],
  [{ project: "machines" }, { project: "workers", shard: "4/4" }],
];
const isCi = /^(1|true)$/i.test(process.env.CI ?? "");

const ENV = { ...process.env, ...QUIET_WRANGLER };

/** Says how a step ended; gives whether it succeeded. */
function close(name: string, startedAt: number, hasPassed: boolean): boolean {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`── ${name}: ${hasPassed ? "passed" : "FAILED"} in ${seconds} s`);
  return hasPassed;
}

function programOf(name: string): string {
  return join(ROOT, "node_modules", ".bin", name);
}

/** Runs a program of node_modules/.bin in the foreground; true where it succeeds. */
function step(name: string, program: string, args: readonly string[]): boolean {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const { status, error } = spawnSync(programOf(program), args, {
    cwd: ROOT,
    env: ENV,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (error) console.error(error.message);
  return close(name, startedAt, status === 0);
}

/** The tests of one project that the patterns name; what vitest says of them comes out as it is said. */
async function runProject({ project, shard }: Run, patterns: readonly string[]): Promise<Tally> {
  const directory = mkdtempSync(join(tmpdir(), "dateline-test-"));
  const report = join(directory, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // A pattern may name tests of one project only; without one, a project that finds none is broken.
  const mayBeNone = patterns.length > 0 ? ["--passWithNoTests"] : [];
  const part = shard === undefined ? [] : [`--shard=${shard}`];
  const flags = ["run", "--project", project, ...part, ...mayBeNone, ...reporters, ...patterns];
  const startedAt = performance.now();
  try {
    const env = process.stdout.isTTY ? { ...ENV, FORCE_COLOR: "1" } : ENV;
    const child = spawn(programOf("vitest"), flags, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.pipe(process.stdout, { end: false });
    child.stderr.pipe(process.stderr, { end: false });
    const [code] = await once(child, "close");
    return tallyOf(
      report,
      !close(`tests of ${[project, ...(shard ? [shard] : [])].join(" ")}`, startedAt, code === 0),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function runLane(lane: readonly Run[], patterns: readonly string[]): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const run of lane) tallies.push(await runProject(run, patterns));
  return tallies;
}

/** Without browser tests where there is no browser; a pattern may name too few files to be halved. */
function lanesFor(patterns: readonly string[]): Run[][] {
  const runs = LANES.map((lane) =>
    lane.filter(({ project }) => project !== "browser" || findChromium() !== undefined),
  );
  if (patterns.length === 0) return runs;
  const projects = new Set(runs.flat().map(({ project }) => project));
  return [...projects].map((project) => [{ project }]);
}

async function runTests(patterns: readonly string[]): Promise<Tally> {
  console.log("\n── tests");
  const startedAt = performance.now();
  const tallies = (await Promise.all(lanesFor(patterns).map((lane) => runLane(lane, patterns)))).flat();
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  const failed = sum((tally) => tally.failed);
  close("tests", startedAt, failed === 0);
  const failures = tallies.flatMap((tally) => tally.failures);
  return { passed: sum((tally) => tally.passed), failed, failures };
}

/** Browser tests may be left out on a developer's machine, never silently, and never in CI. */
function checkBrowser(): boolean {
  if (findChromium() !== undefined) return true;
  const verdict = isCi ? "FAILED" : "SKIPPED";
  console.log(`\n${verdict}: browser tests, because no Chromium was found (set CHROME_PATH)`);
  return !isCi;
}

const checks = [step("types", "tsc", ["--noEmit"]), step("lint and format", "biome", ["check", "."])];
const tests = await runTests(process.argv.slice(2));
const failed = [...checks, checkBrowser()].filter((hasPassed) => !hasPassed).length + tests.failed;
// At the end, since what vitest says of them may stand thousands of lines above.
for (const failure of tests.failures) console.log(`FAILED: ${failure}`);
console.log(`\n${tests.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0;
