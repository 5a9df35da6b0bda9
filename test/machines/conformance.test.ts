import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningSite, startSite } from "../browser/support/site.ts";
import { EDGE_CHECKS } from "../conformance/edge/checks.ts";
import { runConformance } from "../conformance/run.ts";

/** It waits for what is scheduled, for limits and for copies to grow old. */
const TIMEOUT_MS = 240_000;

let site: RunningSite;

beforeAll(async () => {
  site = await startSite("--empty");
});
afterAll(async () => {
  await site?.stop();
});

// First, for the other one purges pages while it runs.
it(
  "is kept by its edge as by the platform's",
  async () => {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const summary = await runConformance({ ...site, checks: EDGE_CHECKS, print });
    expect(lines.filter((line) => /^(FAIL|skip)/.test(line))).toEqual([]);
    expect(summary.passed).toBe(EDGE_CHECKS.length);
  },
  TIMEOUT_MS,
);

it(
  "keeps to every line of the contract that it has built",
  async () => {
    const lines: string[] = [];
    const summary = await runConformance({ ...site, print: (line) => lines.push(line) });
    expect(lines.filter((line) => line.startsWith("FAIL"))).toEqual([]);
    expect(summary.passed).toBeGreaterThan(140);
  },
  TIMEOUT_MS,
);
