import { expect, it } from "vitest";
import { newsLanguage } from "../../src/paper/sitemap-xml.ts";
import { aBrief, aDraft, aPaper, aStory, publish, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { ORIGIN, request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();
const locs = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc);
const thisMonth = () => new Date().toISOString().slice(0, "2026-11".length);

it("has an index of news, pages, and the months in which something was published", async () => {
  const token = await aPaper();
  await publish(token, await aDraft(token), { at: "2016-11-30T07:13:00Z" });
  await publish(token, await aDraft(token), { at: "2009-02-28T07:13:00Z" });
  const { result, trips, rowsRead } = await measured(() => request("/sitemap.xml"));
  expect([result.status, result.headers.get("Content-Type")]).toEqual([
    200,
    "application/xml; charset=utf-8",
  ]);
  expect([trips, rowsRead <= 20]).toEqual([1, true]);
  const names = ["news", "pages", "2009-02", "2016-11"];
  expect(locs(await result.text())).toEqual(names.map((name) => `${ORIGIN}/sitemaps/${name}.xml`));
});

it("lists each published article of a month, dated by its last change", async () => {
  const token = await aPaper();
  const at = { at: "2016-11-30T07:13:00Z" };
  const first = await publish(token, await aDraft(token, { headline: "港が再開 & more" }), at);
  const second = await publish(token, await aDraft(token, { kind: "brief", headline: "A brief" }), at);
  await aDraft(token, { headline: "Not yet" });
  await aStory(token, { kind: "page", headline: "Imprint" });
  const { result, trips, rowsRead } = await measured(() => request("/sitemaps/2016-11.xml"));
  expect([trips, rowsRead <= 20]).toEqual([1, true]);
  const xml = await result.text();
  expect(locs(xml).toSorted()).toEqual([first.url, second.url].toSorted());
  expect(xml.match(/<lastmod>2016-11-30T07:13:00\.000Z<\/lastmod>/g)).toHaveLength(2);
  expect(result.headers.get("Last-Modified")).toBe("Wed, 30 Nov 2016 07:13:00 GMT");
});

it("lists news of 48 hours only, in the schema's languages", async () => {
  const token = await aPaper();
  const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000).toISOString();
  await publish(token, await aDraft(token, { headline: "Too old" }), { at: hours(49) });
  await publish(token, await aDraft(token, { headline: "Fish & <chips>", language: "pt-BR" }), {
    at: hours(47),
  });
  await aBrief(token, "A brief");
  await aStory(token, { kind: "page", headline: "Imprint" });
  const { result, trips } = await measured(() => request("/sitemaps/news.xml"));
  const xml = await result.text();
  expect(trips).toBe(1);
  expect([...xml.matchAll(/<news:title>([^<]*)</g)].map(([, title]) => title)).toEqual([
    "A brief",
    "Fish &amp; &lt;chips&gt;",
  ]);
  expect(xml).toContain("<news:name>Dateline</news:name><news:language>pt</news:language>");
});

it("names languages as the news schema has them", () => {
  const tags = ["en-GB", "pt-BR", "zh", "zh-Hans", "zh-TW", "zh-Hant-HK", "yue", "ckb-IQ"];
  expect(tags.map(newsLanguage)).toEqual(["en", "pt", "zh-cn", "zh-cn", "zh-tw", "zh-tw", "yue", "ckb"]);
});

it("lists front page, sections and standing pages", async () => {
  const token = await aPaper();
  const before = locs(await read("/sitemaps/pages.xml"));
  expect(before).toEqual(["/", "/world", "/in-short", "/archive"].map((path) => ORIGIN + path));
  await aStory(token, { kind: "page", section: null, headline: "Imprint" });
  expect(locs(await read("/sitemaps/pages.xml"))).toEqual([...before, `${ORIGIN}/imprint`]);
});

it("has a new story at once and loses a withdrawn one", async () => {
  const token = await aPaper();
  const month = `/sitemaps/${thisMonth()}.xml`;
  const paths = ["/sitemaps/news.xml", month];
  expect((await request(month)).status, "nothing in this month").toBe(404);
  for (const path of ["/sitemap.xml", ...paths]) await read(path);
  const story = await aStory(token);
  expect(locs(await read("/sitemap.xml"))).toContain(ORIGIN + month);
  for (const path of paths) expect([path, locs(await read(path))]).toEqual([path, [story.url]]);
  await withdraw(token, story);
  expect(locs(await read("/sitemaps/news.xml"))).toEqual([]);
  expect((await request(month)).status).toBe(404);
  expect(locs(await read("/sitemap.xml"))).not.toContain(ORIGIN + month);
});

it("does not ask D1 about a month that can't be", async () => {
  for (const path of [
    "/sitemaps/2016-13.xml",
    "/sitemaps/2016-00.xml",
    "/sitemaps/16-11.xml",
    "/sitemaps/x.xml",
  ]) {
    const { trips, result } = await measured(() => request(path));
    expect([path, result.status, trips]).toEqual([path, 404, 0]);
  }
});
