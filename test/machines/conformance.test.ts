import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningSite, startSite, startSiteIn } from "../browser/support/site.ts";
import { receiving } from "../conformance/checks/receiving.ts";
import { EDGE_CHECKS } from "../conformance/edge/checks.ts";
import { runConformance, type Summary } from "../conformance/run.ts";

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
    const print = (line: string) => lines.push(line);
    const [summary, told] = await Promise.all([runConformance({ ...site, print }), tellReceiver(print)]);
    expect(lines.filter((line) => line.startsWith("FAIL"))).toEqual([]);
    expect(summary.passed).toBeGreaterThan(190);
    expect(told.passed).toBe(receiving.length);
  },
  TIMEOUT_MS,
);

/** Only where its operator lets it may a site tell a receiver on this machine; the other one has to refuse it. */
async function tellReceiver(print: (line: string) => void): Promise<Summary> {
  const talking = await startSiteIn({ ALLOW_PRIVATE_WEBHOOKS: "1" }, "--empty");
  try {
    return await runConformance({ ...talking, checks: receiving, print });
  } finally {
    await talking.stop();
  }
}
