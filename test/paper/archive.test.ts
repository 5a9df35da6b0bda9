import { expect, it } from "vitest";
import {
  type ArticleJson,
  aBrief,
  aDraft,
  aPaper,
  aStory,
  must,
  publish,
  withdraw,
} from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const read = async (path: string) => await (await must200(path)).text();
const must200 = async (path: string) => {
  const response = await request(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response;
};
/** Links with what stands behind them: "/2016/11 2 articles". */
const counts = (html: string) =>
  [...html.matchAll(/<a href="(\/\d{4}(?:\/\d\d){0,2})">[^<]*<\/a> <small>([^<]*)<\/small>/g)].map(
    ([, path, count]) => `${path} ${count}`,
  );
const headlines = (html: string) => [...html.matchAll(/>(Of [^<]+)<\/a>/g)].map(([, headline]) => headline);

async function published(token: string, at: string, members: Record<string, unknown> = {}) {
  return await publish(token, await aDraft(token, { headline: `Of ${at}`, ...members }), { at });
}

it("counts years, months and days, newest first", async () => {
  const token = await aPaper();
  for (const at of ["2016-11-30T08:00:00Z", "2016-11-30T09:00:00Z", "2016-11-02T09:00:00Z"])
    await published(token, at);
  await published(token, "2016-01-02T09:00:00Z", { kind: "opinion" });
  await published(token, "2014-05-06T09:00:00Z", { kind: "brief" });
  await published(token, "2014-05-06T09:00:00Z", { kind: "page", section: null, authors: [] });
  expect(counts(await read("/archive"))).toEqual([
    "/2016 4 articles",
    "/2016/11 3 articles",
    "/2016/01 1 article",
    "/2014 1 article",
    "/2014/05 1 article",
  ]);
  expect(counts(await read("/2016"))).toEqual(["/2016/11 3 articles", "/2016/01 1 article"]);
  expect(counts(await read("/2016/11"))).toEqual(["/2016/11/30 2 articles", "/2016/11/02 1 article"]);
});

it("lists a month and a day newest first, and the last month in /archive", async () => {
  const token = await aPaper();
  for (const at of ["2016-11-30T08:00:00Z", "2016-11-02T09:00:00Z", "2016-11-30T09:00:00Z"])
    await published(token, at);
  await published(token, "2016-10-31T09:00:00Z");
  const november = ["Of 2016-11-30T09:00:00Z", "Of 2016-11-30T08:00:00Z", "Of 2016-11-02T09:00:00Z"];
  expect(headlines(await read("/2016/11"))).toEqual(november);
  expect(headlines(await read("/2016/11/30"))).toEqual(november.slice(0, 2));
  expect(headlines(await read("/archive"))).toEqual(november);
});

it("leads up, and to the nearest parts that have articles", async () => {
  const token = await aPaper();
  for (const at of ["2015-03-31T12:00:00Z", "2016-11-01T12:00:00Z", "2017-02-03T12:00:00Z"])
    await published(token, at);
  await withdraw(token, await published(token, "2016-10-01T12:00:00Z"));
  const turns = async (path: string) =>
    [...(await read(path)).matchAll(/rel="(prev|next)" href="([^"]+)"/g)].map(([, rel, to]) => [rel, to]);
  const ways = async (path: string) =>
    (/<nav class="crumbs".*?<\/nav>/.exec(await read(path))?.[0] ?? "").match(/(?<=href=")[^"]+/g);
  for (const [path, earlier, later] of [
    ["/2016", "/2015", "/2017"],
    ["/2016/11", "/2015/03", "/2017/02"],
    ["/2016/11/01", "/2015/03/31", "/2017/02/03"],
  ] as const)
    expect([path, await turns(path)]).toEqual([
      path,
      [
        ["prev", earlier],
        ["next", later],
      ],
    ]);
  expect(await turns("/2015")).toEqual([["next", "/2016"]]);
  expect(await ways("/2016")).toEqual(["/archive"]);
  expect(await ways("/2016/11/01")).toEqual(["/archive", "/2016", "/2016/11"]);
});

it("pages a month and a day without gap or double, in one round trip", async () => {
  const token = await aPaper();
  const expected: string[] = [];
  for (let n = 0; n < 46; n++) {
    // Thirty-four of one day, some of them of the same millisecond.
    const day = n < 12 ? String(n + 1).padStart(2, "0") : "30";
    await published(token, `2016-11-${day}T0${n % 3}:00:00Z`, { headline: `Of number ${n}.` });
    expected.push(`Of number ${n}.`);
  }
  for (const [path, all] of [
    ["/2016/11", expected],
    ["/2016/11/30", expected.slice(12)],
  ] as const) {
    const seen: (string | undefined)[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const { result, trips, rowsRead } = await measured(() => request(next ?? ""));
      expect([next, trips, rowsRead <= 120]).toEqual([next, 1, true]);
      const html = await result.text();
      seen.push(...headlines(html));
      [, next] = /rel="next" href="([^"]+\?before=[^"]+)"/.exec(html) ?? [];
    }
    expect(seen).toHaveLength(all.length);
    expect(seen.toSorted()).toEqual(all.toSorted());
  }
});

it("is 404 where nothing was published, until something is", async () => {
  const token = await aPaper();
  for (const path of ["/2016", "/2016/11", "/2016/11/30", "/0000", "/9999/12"]) {
    const response = await request(path);
    expect([path, response.status]).toEqual([path, 404]);
    const html = await response.text();
    expect(html).toContain("Nothing was published in this time.");
    expect(html).toContain('href="/archive"');
  }
  const story = await published(token, "2016-11-30T08:00:00Z");
  for (const path of ["/2016", "/2016/11", "/2016/11/30"]) await must200(path);
  await withdraw(token, story);
  for (const path of ["/2016", "/2016/11", "/2016/11/30"]) {
    expect([path, (await request(path)).status]).toEqual([path, 404]);
  }
  expect(await read("/archive")).toContain("Nothing has been published yet.");
});

it("does not ask D1 about days that no calendar has", async () => {
  await aPaper();
  for (const path of ["/2016/13", "/2016/00", "/2016/02/30", "/2015/02/29", "/2016/1", "/201", "/20166"]) {
    const { result, trips } = await measured(() => request(path));
    expect([path, result.status, trips]).toEqual([path, 404, 0]);
  }
});

it("refuses the cursor of another month", async () => {
  const token = await aPaper();
  for (let n = 0; n < 21; n++) await published(token, "2016-11-30T08:00:00Z");
  const [, cursor] = /\/2016\/11\?before=([^"]+)/.exec(await read("/2016/11")) ?? [];
  await must200(`/2016/11?before=${cursor}`);
  expect((await request(`/2016/12?before=${cursor}`)).status).toBe(400);
  expect((await request("/2016/11?before=x")).status).toBe(400);
});

it("names months in the site's language and the calendar of the paths", async () => {
  const token = await aPaper();
  await published(token, "2016-11-30T08:00:00Z");
  for (const [language, name] of [
    ["de", "November 2016"],
    ["fr", "novembre 2016"],
    ["fa", "نوامبر ۲۰۱۶"],
    ["th", "พฤศจิกายน"],
  ] as const) {
    await must(200, request("/api/v1/site", { method: "PATCH", token, json: { language } }));
    // Softly invalidated: who comes first sees the old page.
    await request("/2016/11");
    await expect.poll(() => read("/2016/11")).toContain(name);
  }
});

it("counts a brief of today at once", async () => {
  const token = await aPaper();
  const story: ArticleJson = await aStory(token);
  const day = story.path.slice(0, 11);
  expect(await read(day)).toContain("1 article<");
  await aBrief(token, "A brief");
  expect(await read(day)).toContain("2 articles<");
});
