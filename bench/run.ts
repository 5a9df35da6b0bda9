import { bundle, startupTime } from "../scripts/bundle.ts";
import { renderBody } from "../src/articles/body.ts";
import { compare, type Pace, type Pair } from "./alternate.ts";
import { cpuCosts } from "./cpu.ts";
import { publishToHeard } from "./heard.ts";
import { siteInNode } from "./in-node.ts";
import { CONCURRENCY } from "./load.ts";
import {
  COMPARED_HEAD,
  comparedRow,
  costTable,
  cpuTable,
  heardLine,
  rowsTable,
  seenLine,
  table,
} from "./print.ts";
import { prose } from "./prose.ts";
import { readPairs } from "./reads.ts";
import { rowsOf } from "./rows.ts";
import { publishToSeen } from "./seen.ts";
import { type Bench, startBench } from "./site.ts";
import { writePairs } from "./writes.ts";

export const NAMES =
  "hit|miss|front|section|search|list|comment|draft|publish|seen|heard|cpu|rows|cost|bundle".split("|");
const WORDS = 2_000;
/** A reader's view: one page, and two pictures that the browser does not have yet. */
const VIEW = { pictures: 2, pictureHits: 0.99 };

export interface Plan {
  sizes: number[];
  pace: Pace;
  publications: number;
  wants: (name: string) => boolean;
}

/** Bundles the Worker, and measures what is wanted on archives of each size, printing as it goes. */
export async function runBench(plan: Plan): Promise<void> {
  const files = await bundle();
  if (plan.wants("bundle")) {
    for (const { name, minified, gzip } of files)
      console.log(`Bundle: ${name} ${minified.toFixed(0)} kB minified, ${gzip.toFixed(0)} kB compressed`);
    console.log(`Start-up: ${await startupTime()}\n`);
  }
  for (const size of plan.sizes) await runSize(plan, size);
}

async function runSize(plan: Plan, size: number): Promise<void> {
  const began = performance.now();
  const bench = await startBench({ size, body: renderBody("markdown", prose(WORDS)).html });
  try {
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    console.log(`${size.toLocaleString("en")} articles (filled in ${seconds} s), ${CONCURRENCY} at once`);
    await measureInside(plan, bench);
    await measureUnderLoad(plan, bench, size);
    if (plan.wants("seen")) console.log(seenLine(await publishToSeen(bench, plan.publications)));
    if (plan.wants("heard")) console.log(heardLine(await publishToHeard(bench, plan.publications)));
    console.log("");
  } finally {
    await bench.stop();
  }
}

async function measureUnderLoad({ wants, pace }: Plan, bench: Bench, size: number): Promise<void> {
  const rows: string[][] = [];
  // A hit is warmed before anything is written, which would age it.
  const reads = await readPairs(bench, size);
  for (const pair of [...reads, ...writePairs(bench, size)])
    if (isWanted(pair, wants)) rows.push(comparedRow(await compare(bench.pool, pair, pace)));
  if (rows.length > 0) console.log(table([COMPARED_HEAD, ...rows]));
}

/** Without drafts there is nothing to publish. */
function isWanted({ ours: { name } }: Pair, wants: Plan["wants"]): boolean {
  return wants(name) || (name === "draft" && wants("publish"));
}

/** What needs no load: CPU, rows, and the costs that follow from both. */
async function measureInside({ wants }: Plan, bench: Bench): Promise<void> {
  if (!["cpu", "rows", "cost"].some(wants)) return;
  const inNode = await siteInNode();
  const cpu = await cpuCosts(inNode, bench);
  const rows = await rowsOf(inNode.app, bench);
  if (wants("cpu")) console.log(cpuTable(cpu));
  if (wants("rows")) console.log(rowsTable(rows));
  const of = (what: string) => rows.find((row) => row.what === what);
  const missMs = (cpu.find(({ what }) => what.startsWith("an uncached article"))?.micros ?? 0) / 1_000;
  const view = { ...VIEW, cpuMs: missMs, rowsRead: of("article")?.read ?? 0 };
  const written = { publication: of("publication")?.written ?? 0, comment: of("comment")?.written ?? 0 };
  if (wants("cost")) console.log(costTable(view, written));
}
