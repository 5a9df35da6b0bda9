import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./chromium.ts";
import { EXIT_USAGE, fail, messageOf, readFlags } from "./command-line.ts";
import { run } from "./run.ts";

/** Fetched when it is wanted: it is larger than everything else here together. */
const LIGHTHOUSE = "lighthouse@13.5.0";
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking";
const USAGE = "npm run lighthouse -- --url URL [--runs N] [--paths /a,/b]";

interface Report {
  categories: Record<string, { score: number }>;
  audits: Record<
    string,
    { id: string; score: number | null; numericValue?: number; scoreDisplayMode: string }
  >;
}

/** What is said of a page: the median of its runs. */
interface Measured {
  scores: number[];
  lcpMs: number;
  cls: number;
  tbtMs: number;
  failing: string[];
}

const flags = readFlags(
  { url: { type: "string" }, runs: { type: "string", default: "5" }, paths: { type: "string" } },
  USAGE,
);
const { url } = flags;
if (!url) fail(`The site's address is needed: ${USAGE}`, EXIT_USAGE);
const runs = Number(flags.runs);

/** One run: mobile, simulated slow 4G, as Lighthouse has it by default. */
async function lighthouse(address: string, folder: string): Promise<Report> {
  const output = join(folder, "report.json");
  const options = [address, "--quiet", "--output=json", `--output-path=${output}`];
  const chrome = [`--chrome-flags=${CHROME_FLAGS}`, `--only-categories=${CATEGORIES.join(",")}`];
  const { code, stderr } = await run(await npx(), ["--yes", LIGHTHOUSE, ...options, ...chrome]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(await readFile(output, "utf8")) as Report;
}

/** npx as a program of Node. */
async function npx(): Promise<string> {
  const npm = process.env.npm_execpath ?? fail("Run it by `npm run lighthouse`.");
  return join(npm, "..", "npx-cli.js");
}

async function measure(address: string): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-lighthouse-"));
  const reports: Report[] = [];
  try {
    for (let n = 0; n < runs; n++) reports.push(await lighthouse(address, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const value = (id: string) => median(reports.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN));
  return {
    scores: CATEGORIES.map((name) =>
      median(reports.map((report) => 100 * (report.categories[name]?.score ?? 0))),
    ),
    lcpMs: value("largest-contentful-paint"),
    cls: value("cumulative-layout-shift"),
    tbtMs: value("total-blocking-time"),
    failing: failingIn(reports.at(-1)),
  };
}

function failingIn(report: Report | undefined): string[] {
  const audits = Object.values(report?.audits ?? {});
  return audits
    .filter(({ score, scoreDisplayMode }) => score === 0 && scoreDisplayMode === "binary")
    .map(({ id }) => id);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The pages to measure: those named, else one of each kind, found on the front page. */
async function pathsOf(origin: string): Promise<string[]> {
  if (flags.paths) return flags.paths.split(",");
  const front = await (await fetch(origin)).text();
  const [, article = "/"] = /<h2><a href="(\/\d{4}\/[^"]+)"/.exec(front) ?? [];
  const [, section = "/"] = /<nav[^>]*><ul><li><a href="([^"]+)"/.exec(front) ?? [];
  return ["/", section, article, "/archive", "/search?q=the", `${article}/comments`];
}

if (!findChromium()) fail("No Chromium was found: set CHROME_PATH.");
process.env.CHROME_PATH ??= findChromium();
console.log(`path | ${CATEGORIES.join(" | ")} | LCP | CLS | TBT | failing`);
try {
  for (const path of await pathsOf(url)) {
    await fetch(url + path);
    const { scores, lcpMs, cls, tbtMs, failing } = await measure(url + path);
    const figures = [
      ...scores.map((score) => score.toFixed(0)),
      `${lcpMs.toFixed(0)} ms`,
      cls.toFixed(3),
      `${tbtMs.toFixed(0)} ms`,
    ];
    console.log([path, ...figures, failing.join(" ")].join(" | "));
  }
} catch (error) {
  fail(messageOf(error));
}
