import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { makeArchive } from "../support/big-archive.ts";
import { type ArticleJson, aBrief, aPaper, aSection, aStory, must, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request, tokenOf } from "../support/request.ts";

const read = async () => await (await request("/")).text();
const curate = async (token: string, lead: ArticleJson | null, ...pinned: ArticleJson[]) =>
  await must(
    200,
    request("/api/v1/front", {
      method: "PUT",
      token,
      json: { lead: lead?.id ?? null, pinned: pinned.map(({ id }) => id) },
    }),
  );

/** The headlines in the lead's place and in the seconds', in their order. */
function top(html: string): (string | undefined)[] {
  const [head = ""] = html.split('<aside class="rail"');
  return [...head.matchAll(/<article class="(?:lead|second)".*?<h2><a href="[^"]+">([^<]+)<\/a>/gs)].map(
    ([, headline]) => headline,
  );
}

async function stories(token: string, count: number): Promise<ArticleJson[]> {
  const made: ArticleJson[] = [];
  for (let n = 1; n <= count; n++) made.push(await aStory(token, { headline: `Story ${n}` }));
  return made;
}

it("shows the curated lead, then what is pinned, then the newest", async () => {
  const token = await aPaper();
  const made = await stories(token, 9);
  expect(top(await read())).toEqual(["Story 9", "Story 8", "Story 7", "Story 6", "Story 5"]);
  const [, second, third, fourth] = made;
  if (!second || !third || !fourth) throw new Error("no stories");
  await curate(token, second, fourth, third);
  expect(top(await read())).toEqual(["Story 2", "Story 4", "Story 3", "Story 9", "Story 8"]);
  await curate(token, null, third, second);
  expect(top(await read())).toEqual(["Story 9", "Story 3", "Story 2", "Story 8", "Story 7"]);
  await curate(token, null);
  expect(top(await read())).toEqual(["Story 9", "Story 8", "Story 7", "Story 6", "Story 5"]);
});

it("makes room for ten pinned stories behind the newest", async () => {
  const token = await aPaper();
  const made = await stories(token, 12);
  await curate(token, null, ...made.slice(0, 10));
  expect(top(await read())).toEqual(["Story 12", ...made.slice(0, 10).map(({ headline }) => headline)]);
});

it("shows nothing twice", async () => {
  const token = await aPaper();
  await aSection(token, "culture", "Culture");
  const made = await stories(token, 12);
  for (let n = 1; n <= 7; n++) await aBrief(token, `Brief ${n}`);
  for (let n = 8; n <= 9; n++) await aStory(token, { kind: "brief", headline: `Brief ${n}` });
  await aStory(token, { kind: "opinion", section: "culture", headline: "A play" });
  const [first, , third] = made;
  if (!first || !third) throw new Error("no stories");
  await curate(token, third, first);
  const html = await read();
  const shown = [...html.matchAll(/<a href="\/\d{4}\/[^"]+">([^<]+)<\/a>/g)].map(([, headline]) => headline);
  expect(shown.toSorted()).toEqual([...new Set(shown)].toSorted());
  for (const headline of ["Story 3", "Story 1", "Story 12", "Brief 9", "A play"])
    expect(shown).toContain(headline);
});

it("loses a withdrawn lead or pin with the verb", async () => {
  const token = await aPaper();
  const [a, b, c] = await stories(token, 3);
  if (!a || !b || !c) throw new Error("no stories");
  await curate(token, a, b);
  expect(top(await read())).toEqual(["Story 1", "Story 2", "Story 3"]);
  await withdraw(token, a);
  expect(top(await read())).toEqual(["Story 3", "Story 2"]);
  await withdraw(token, b);
  expect(top(await read())).toEqual(["Story 3"]);
});

it("shows 25 stories of four sections within 200 rows", async () => {
  await makeArchive(300);
  const { result, trips, rowsRead } = await measured(() => request("/"));
  const html = await result.text();
  expect(new Set(html.match(/\/\d{4}\/\d\d\/\d\d\/number-\d+/g)).size).toBe(25 + 5);
  expect(trips).toBe(1);
  expect([rowsRead, rowsRead <= 200]).toEqual([rowsRead, true]);
});

it("keeps to 200 rows with all that can be pinned", async () => {
  await makeArchive(300);
  const { results } = await env.DB.prepare(
    "SELECT id FROM articles WHERE kind = 'story' AND status = 'published' ORDER BY published_at DESC LIMIT 11",
  ).all<{ id: string }>();
  const [lead, ...pinned] = results.map(({ id }) => id);
  const token = await tokenOf("editor");
  await must(200, request("/api/v1/front", { method: "PUT", token, json: { lead, pinned } }));
  const { rowsRead } = await measured(() => request("/"));
  expect([rowsRead, rowsRead <= 200]).toEqual([rowsRead, true]);
});
