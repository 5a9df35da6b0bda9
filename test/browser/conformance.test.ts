import { afterAll, beforeAll, expect, it } from "vitest";
import { runConformance } from "../conformance/run.ts";
import { type RunningSite, startSite } from "./support/site.ts";

let site: RunningSite;

beforeAll(async () => {
  site = await startSite("--empty");
});
afterAll(async () => {
  await site?.stop();
});

it("keeps to every line of the contract that it has built", async () => {
  const lines: string[] = [];
  const summary = await runConformance({ ...site, print: (line) => lines.push(line) });
  expect(lines.filter((line) => line.startsWith("FAIL"))).toEqual([]);
  expect(summary.passed).toBeGreaterThan(140);
});
