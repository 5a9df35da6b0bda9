import { expect, it } from "vitest";
import { aBrief, aDraft, aPaper, aSection, aStory, must, publish } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();

it("says on an empty paper that there is nothing yet", async () => {
  const { result, trips } = await measured(() => request("/"));
  expect([result.status, trips]).toEqual([200, 1]);
  const html = await result.text();
  expect(html).toContain("Skip to content");
  expect(html).toContain("Go to archive");
});

it("shows the empty state of the briefs in the contract's words", async () => {
  for (const path of ["/in-short", "/"]) {
    const html = await read(path);
    expect(html).toContain("No more articles.");
    expect(html).toContain("There are no more articles in this category.");
    expect(html).toMatch(/<a[^>]+href="\/archive"[^>]*>Go to archive<\/a>/);
  }
});

it("shows briefs newest first, and pages them", async () => {
  const token = await aPaper();
  for (let n = 1; n <= 22; n++) await aBrief(token, `Brief number ${n}.`);
  const first = await read("/in-short");
  expect(first.indexOf("Brief number 22.")).toBeLessThan(first.indexOf("Brief number 21."));
  expect(first).not.toContain("Brief number 2.");
  expect(first).not.toContain("No more articles.");
  const older = /href="(\/in-short\?before=[^"]+)"/.exec(first)?.[1] ?? "";
  const second = await read(older);
  expect(second).toContain("Brief number 2.");
  expect(second).toContain("No more articles.");
});

it("leads with the newest story and has a block for each section", async () => {
  const token = await aPaper();
  await aSection(token, "culture", "Culture");
  for (let n = 1; n <= 8; n++) await aStory(token, { headline: `World story ${n}` });
  await aStory(token, { headline: "A play opens", section: "culture", kind: "opinion" });
  const { result, trips, rowsRead } = await measured(() => request("/"));
  const html = await result.text();
  expect(trips).toBe(1);
  expect(rowsRead).toBeLessThanOrEqual(200);
  expect(html.indexOf("World story 8")).toBeLessThan(html.indexOf("World story 7"));
  expect(html).toContain("A play opens");
  for (let n = 1; n <= 8; n++)
    expect(html.match(new RegExp(`World story ${n}<`, "g")), `story ${n} once`).toHaveLength(1);
});

it("shows the newest of each section in its block, newest first, within 200 rows", async () => {
  const token = await aPaper();
  const sections = ["culture", "science", "region"];
  for (const section of sections) await aSection(token, section, section);
  const month = (n: number) => `2020-${String(n + 1).padStart(2, "0")}-05T12:00:00Z`;
  for (const [place, section] of sections.entries())
    for (let n = 0; n < 6; n++)
      await publish(token, await aDraft(token, { section, headline: `${section} ${n}.` }), {
        at: month((n * 5 + place) % 12),
      });
  for (let n = 0; n < 5; n++) await aStory(token, { headline: `Top ${n}` });
  const { result, trips, rowsRead } = await measured(() => request("/"));
  const html = await result.text();
  expect(trips).toBe(1);
  expect(rowsRead).toBeLessThanOrEqual(200);
  for (const [place, section] of sections.entries()) {
    const shown = [...html.matchAll(new RegExp(`${section} (\\d)\\.<`, "g"))].map(([, n]) => Number(n));
    const newest = [0, 1, 2, 3, 4, 5]
      .toSorted((a, b) => ((b * 5 + place) % 12) - ((a * 5 + place) % 12))
      .slice(0, 5);
    expect([section, shown]).toEqual([section, newest]);
  }
});

it("pages a section by signed cursors without gap or double", async () => {
  const token = await aPaper();
  for (let n = 1; n <= 23; n++) await aStory(token, { headline: `Story number ${n}.` });
  const { result, trips, rowsRead } = await measured(() => request("/world"));
  expect(trips).toBe(1);
  expect(rowsRead).toBeLessThanOrEqual(80);
  const first = await result.text();
  const older = /href="(\/world\?before=[^"]+)"/.exec(first)?.[1] ?? "";
  const second = await read(older);
  const titles = [...`${first}${second}`.matchAll(/Story number (\d+)\./g)].map(([, n]) => Number(n));
  expect([...new Set(titles)].sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, n) => n + 1));
  expect(titles).toHaveLength(23);
});

it("refuses a forged cursor", async () => {
  await aPaper();
  const response = await request("/world?before=MTIz.AAAAAAAAAAAAAAAAAAAAAA");
  expect(response.status).toBe(400);
});

it("is 404 for an unknown section, until there is one", async () => {
  const token = await aPaper();
  expect((await request("/sport")).status).toBe(404);
  await aSection(token, "sport", "Sport");
  expect((await request("/sport")).status).toBe(200);
});

it("serves a standing page at its own word", async () => {
  const token = await aPaper();
  const page = await aStory(token, {
    kind: "page",
    section: null,
    authors: [],
    headline: "Imprint",
    body: { source: "Who we are." },
  });
  expect(page.path).toBe("/imprint");
  expect(await read("/imprint")).toContain("Who we are.");
});

it("shows a section of briefs in full", async () => {
  const token = await aPaper();
  const json = { name: "Ticker", kind: "briefs" };
  await must(200, request("/api/v1/sections/ticker", { method: "PUT", token, json }));
  const brief = { kind: "brief", section: "ticker", authors: [], standfirst: "" };
  for (const headline of ["First", "Second"])
    await aStory(token, { ...brief, headline, body: { source: `${headline}, in full.` } });
  const html = await read("/ticker");
  expect(html.indexOf("Second, in full.")).toBeGreaterThan(0);
  expect(html.indexOf("Second, in full.")).toBeLessThan(html.indexOf("First, in full."));
  await aStory(token, { ...brief, section: "world", body: { source: "Elsewhere, in full." } });
  expect(await read("/world")).not.toContain("Elsewhere, in full.");
});
