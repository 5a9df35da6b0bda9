import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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

/** A page with one line of text on it: what this machine gives to nothing at all. */
const BLANK = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Floor</title><h1>Floor</h1>`;

/** Serves the floor on a port of its own; gives its address. */
async function serveFloor(): Promise<string> {
  const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end(BLANK));
  await once(server.listen(0, "127.0.0.1"), "listening");
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function report(name: string, address: string): Promise<void> {
  await fetch(address);
  const { scores, lcpMs, cls, tbtMs, failing } = await measure(address);
  const times = [`${lcpMs.toFixed(0)} ms`, cls.toFixed(3), `${tbtMs.toFixed(0)} ms`];
  console.log([name, ...scores.map((score) => score.toFixed(0)), ...times, failing.join(" ")].join(" | "));
}

if (!findChromium()) fail("No Chromium was found: set CHROME_PATH.");
process.env.CHROME_PATH ??= findChromium();
console.log(`path | ${CATEGORIES.join(" | ")} | LCP | CLS | TBT | failing`);
try {
  await report("(floor)", await serveFloor());
  for (const path of await pathsOf(url)) await report(path, url + path);
} catch (error) {
  fail(messageOf(error));
}
