import { afterAll, beforeAll, expect, it } from "vitest";
import { EDGE_CHECKS } from "../conformance/edge/checks.ts";
import { runConformance } from "../conformance/run.ts";
import { type RunningSite, startSite } from "./support/site.ts";

let site: RunningSite;

beforeAll(async () => {
  site = await startSite("--empty");
});
afterAll(async () => {
  await site?.stop();
});

it("is kept by its edge as by the platform's", async () => {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const summary = await runConformance({ ...site, checks: EDGE_CHECKS, print });
  expect(lines.filter((line) => /^(FAIL|skip)/.test(line))).toEqual([]);
  expect(summary.passed).toBe(EDGE_CHECKS.length);
});

it("keeps to every line of the contract that it has built", async () => {
  const lines: string[] = [];
  const summary = await runConformance({ ...site, print: (line) => lines.push(line) });
  expect(lines.filter((line) => line.startsWith("FAIL"))).toEqual([]);
  expect(summary.passed).toBeGreaterThan(140);
});
