import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { makeArchive } from "../support/big-archive.ts";
import { must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request, tokenOf } from "../support/request.ts";

/** Rows that each page may read. */
const BUDGETS: Record<string, number> = {
  "/2026/08/31/number-3": 40,
  "/": 200,
  "/world": 80,
  "/2026/08": 120,
  "/2026/08/30": 80,
  "/feed.xml": 80,
  "/authors/author-3": 80,
  "/topics/topic-3": 80,
  "/corrections": 80,
};
/** Lists whose second page costs what the first one does. */
const PAGED = ["/world", "/2026/08", "/authors/author-3", "/topics/topic-3", "/corrections"];

interface Cost {
  path: string;
  rows: number;
}

/** What each page costs in an archive of so many articles, with a curated front page. */
async function costs(): Promise<Cost[]> {
  const token = await tokenOf("publisher");
  const json = { lead: "a-99999939", pinned: ["a-99999989", "a-99999829"] };
  await must(200, request("/api/v1/front", { method: "PUT", token, json }));
  const found: Cost[] = [];
  for (const path of Object.keys(BUDGETS)) {
    const { html, rows } = await cost(path);
    found.push({ path, rows });
    if (!PAGED.includes(path)) continue;
    const [, older = ""] = /rel="next" href="([^"]+\?before=[^"]+)"/.exec(html) ?? [];
    found.push({ path: `older of ${path}`, rows: (await cost(older)).rows });
  }
  return found;
}

async function cost(path: string): Promise<{ html: string; rows: number }> {
  resetLocalEdge();
  const { result, trips, rowsRead } = await measured(() => request(path));
  expect([path, result.status, trips]).toEqual([path, 200, 1]);
  return { html: await result.text(), rows: rowsRead };
}

/** Enough for two pages of everything. */
const SMALL = 1_000;
let small: Cost[] = [];

it(`keeps to its rows with ${SMALL} articles`, async () => {
  await makeArchive(SMALL);
  small = await costs();
  for (const { path, rows } of small)
    expect([path, rows <= (BUDGETS[path.replace("older of ", "")] ?? 0), rows]).toEqual([path, true, rows]);
});

it(`reads as many rows with ${env.ARCHIVE_SIZE} articles`, { timeout: 300_000 }, async () => {
  await makeArchive(env.ARCHIVE_SIZE);
  const large = await costs();
  expect(large.map(({ path }) => path)).toEqual(small.map(({ path }) => path));
  for (const [at, { path, rows }] of large.entries()) {
    const before = small[at]?.rows ?? 0;
    expect([path, Math.abs(rows - before) <= before / 10, before, rows]).toEqual([path, true, before, rows]);
  }
});
