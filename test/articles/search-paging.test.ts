import { expect, it } from "vitest";
import { type ArticleJson, aPaper, aStory, withdraw } from "../support/factories.ts";
import { manyArticles } from "../support/many-articles.ts";
import { measured } from "../support/plans.ts";
import { headlinesIn, moreIn, search, searchHtml } from "../support/search.ts";

const MAX_ROWS = 1_400;
const MAX_PAGES = 40;

/** Every headline from this page on, page by page; `between` happens behind each page. */
async function everything(address: string, between?: (page: number) => Promise<void>): Promise<string[][]> {
  const pages: string[][] = [];
  let next: string | undefined = address;
  while (next !== undefined && pages.length < MAX_PAGES) {
    const html = await searchHtml(next);
    pages.push(headlinesIn(html));
    next = moreIn(html);
    await between?.(pages.length);
  }
  return pages;
}

it("pages through several windows without gap or double", async () => {
  await aPaper();
  await manyArticles(430);
  const pages = await everything("?q=common");
  const all = pages.flat();
  expect(all).toHaveLength(430);
  expect(new Set(all).size).toBe(430);
  expect(pages.map((page) => page.length)).toEqual([...Array(21).fill(20), 10]);
  const [first = []] = pages;
  expect(first.every((headline) => headline.endsWith("is common"))).toBe(true);
});

it("ends without an empty page where a window is just full", async () => {
  await aPaper();
  await manyArticles(200);
  expect((await everything("?q=common")).map((page) => page.length)).toEqual(Array(10).fill(20));
});

it("stays without gap or double while stories come and go", async () => {
  const token = await aPaper();
  await manyArticles(230);
  const mine: ArticleJson[] = [];
  for (let n = 1; n <= 3; n++) mine.push(await aStory(token, { headline: `A common ferry ${n}` }));
  const pages = await everything("?q=common", async (page) => {
    if (page > 3) return;
    // One that was shown goes, one that was not there yet comes.
    await withdraw(token, mine[page - 1] as ArticleJson);
    await aStory(token, {
      headline: `Late ${page}`,
      body: { source: `A common text. ${"Word. ".repeat(300)}` },
    });
  });
  const all = pages.flat();
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((headline) => headline.startsWith("Story number"))).toHaveLength(230);
});

it("goes on in the same place where the last one shown is withdrawn", async () => {
  const token = await aPaper();
  const stories: ArticleJson[] = [];
  for (let n = 1; n <= 23; n++) stories.push(await aStory(token, { headline: `Ferry ${n}.` }));
  const first = await searchHtml({ q: "ferry" });
  const last = headlinesIn(first).at(-1);
  await withdraw(token, stories.find(({ headline }) => headline === last) as ArticleJson);
  const second = headlinesIn(await searchHtml(moreIn(first) ?? ""));
  expect(new Set([...headlinesIn(first), ...second]).size).toBe(23);
  expect(second).toHaveLength(3);
});

const ASKED = [
  "?q=common",
  "?q=comm*",
  "?q=%22common+word%22",
  "?q=harbour+every",
  "?q=common&section=world",
  "?q=common&year=2020",
];

it("reads as much of 3,000 articles as of 300, in one round trip", async () => {
  await aPaper();
  await manyArticles(300);
  const few = await costOfAll();
  await manyArticles(2_700, 300);
  const many = await costOfAll();
  for (const [n, cost] of many.entries()) {
    expect(cost, ASKED[n]).toBeLessThanOrEqual(MAX_ROWS);
    expect(Math.abs(cost - (few[n] ?? 0)), ASKED[n]).toBeLessThanOrEqual(cost / 10);
  }
});

/** Rows read for the first page, and for the one behind it. */
async function costOfAll(): Promise<number[]> {
  const costs: number[] = [];
  for (const asked of ASKED) {
    const first = await measured(() => search(asked));
    const next = moreIn(await first.result.text()) ?? "no more";
    const second = await measured(() => search(next));
    expect([second.result.status, first.trips, second.trips]).toEqual([200, 1, 1]);
    costs.push(Math.max(first.rowsRead, second.rowsRead));
  }
  return costs;
}
