import { sourcesChangedSince } from "../test/soak/changes.ts";
import { clock } from "../test/soak/clock.ts";
import { comments } from "../test/soak/comments.ts";
import { edge } from "../test/soak/edge.ts";
import { faults } from "../test/soak/faults.ts";
import { feeds } from "../test/soak/feeds.ts";
import { json } from "../test/soak/json.ts";
import { kill } from "../test/soak/kill.ts";
import { limits } from "../test/soak/limits.ts";
import { furnish } from "../test/soak/newsroom.ts";
import { outbox, untilQuiet } from "../test/soak/outbox.ts";
import { type Part, Report, Skipped } from "../test/soak/part.ts";
import { retries } from "../test/soak/retries.ts";
import { rush } from "../test/soak/rush.ts";
import { Site } from "../test/soak/site.ts";
import { storm } from "../test/soak/storm.ts";
import { strings } from "../test/soak/strings.ts";
import { wire } from "../test/soak/wire.ts";
import { EXIT_USAGE, fail, messageOf, readFlags } from "./command-line.ts";
import { freePort } from "./server.ts";

const PARTS: readonly Part[] = [
  kill,
  outbox,
  storm,
  clock,
  json,
  strings,
  feeds,
  edge,
  rush,
  limits,
  comments,
  retries,
  wire,
  faults,
];
const NAMES = PARTS.map(({ name }) => name).join("|");
const USAGE = `npm run soak [-- --only ${NAMES}] [--quick]`;
/** After `begin` a part begins nothing new; after `end` it has failed. Milliseconds. */
const FULL = { begin: 160_000, end: 180_000 };
const QUICK = { begin: 12_000, end: 20_000 };
const QUICK_WITH_RESTARTS = { begin: 60_000, end: 90_000 };
const EXIT_SIGNAL = 130;

const flags = readFlags({ only: { type: "string" }, quick: { type: "boolean", default: false } }, USAGE);
const chosen = PARTS.filter(({ name }) => flags.only === undefined || flags.only === name);
if (chosen.length === 0) fail(`There is no part "${flags.only}".\nUsage: ${USAGE}`, EXIT_USAGE);

type Result = "passed" | "failed" | "skipped";

/** Runs one part within its time. */
async function runPart(part: Part, site: Site): Promise<Result> {
  const began = Date.now();
  const time = timeOf(part);
  const report = new Report();
  console.log(part.name);
  try {
    const stage = { site, report, isQuick: flags.quick, until: began + time.begin };
    await Promise.race([part.run(stage), tooLong(time.end)]);
  } catch (error) {
    if (error instanceof Skipped) return skip(part, error);
    report.expect(false, "it ended early", () => messageOf(error));
  }
  const changed = sourcesChangedSince(began);
  if (changed.length > 0)
    console.warn(`  !!! ${changed.join(", ")} changed meanwhile: wrangler reloaded the site. Run again. !!!`);
  if (!report.isOk) console.log(`  The site said last:\n${site.lastWords}`);
  report.close(part.name, (Date.now() - began) / 1_000);
  return report.isOk ? "passed" : "failed";
}

function timeOf({ minutes }: Part): typeof FULL {
  if (flags.quick) return minutes === undefined ? QUICK : QUICK_WITH_RESTARTS;
  return minutes === undefined ? FULL : { begin: (minutes - 1) * 60_000, end: minutes * 60_000 };
}

function tooLong(limitMs: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not done after ${limitMs / 1_000} s`)), limitMs).unref();
  });
}

function skip({ name }: Part, { message }: Skipped): Result {
  console.warn(`\n  !!! SKIPPED: ${name}: ${message} !!!\n`);
  return "skipped";
}

/** Runs the chosen parts one after the other against one site. True where none failed. */
async function runAll(site: Site): Promise<boolean> {
  const results: Result[] = [];
  console.log(`Starting an empty site at ${site.origin}, state in ${site.folder} …\n`);
  await site.start();
  await furnish(site);
  await untilQuiet(site);
  for (const part of chosen) results.push(await runPart(part, site));
  const count = (result: Result) => results.filter((it) => it === result).length;
  const skipped = count("skipped") > 0 ? `, ${count("skipped")} skipped` : "";
  console.log(`${count("passed")} passed, ${count("failed")} failed${skipped}`);
  return count("failed") === 0;
}

const site = new Site(await freePort());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(EXIT_SIGNAL));
process.on("exit", () => {
  site.killNow();
  site.removeFolder();
});

let isOk = false;
try {
  isOk = await runAll(site);
} catch (error) {
  console.error(messageOf(error));
} finally {
  await site.stop();
}
process.exit(isOk ? 0 : 1);
