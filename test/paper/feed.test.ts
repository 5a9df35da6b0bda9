import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import RssParser from "rss-parser";
import { expect, it } from "vitest";
import { aBrief, aDraft, anAuthor, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { aPng } from "../support/picture.ts";
import { measured } from "../support/plans.ts";
import { ORIGIN, request } from "../support/request.ts";

const PLACES = ["", "/world", "/authors/mara-lind", "/topics/food"];
const FILES = ["feed.xml", "feed.atom", "feed.json"];
const ALL = PLACES.flatMap((place) => FILES.map((file) => `${place}/${file}`));
const HEADLINE = "Fish & chips: “five < six” &amp; <b>more</b> ]]> than that";

const read = async (path: string) => await (await request(path)).text();

it("reads back as what was published, whole, in each format and by each reader", async () => {
  const token = await aPaper();
  const source =
    '<p>Text & <a href="/archive">archive</a>, <a href="#end">end</a> ]]&gt; &lt;b&gt; &amp;amp;</p>';
  const story = await aStory(token, {
    headline: HEADLINE,
    body: { format: "html", source },
    topics: ["Food"],
  });
  const content = story.bodyHtml
    .replace('href="/archive', `href="${ORIGIN}/archive`)
    .replace('href="#end', `href="${story.url}#end`);
  const at = new Date(story.publishedAt ?? 0);
  const rss = parseRssFeed(await read("/feed.xml")).items?.[0];
  expect(rss).toMatchObject({ title: HEADLINE, link: story.url, description: story.standfirst });
  expect(rss?.guid).toEqual({ value: `urn:uuid:${story.id}`, isPermaLink: false });
  expect([rss?.content?.encoded, rss?.pubDate]).toEqual([content, at.toUTCString()]);
  expect([rss?.dc?.creators, rss?.categories]).toEqual([
    ["Mara Lind"],
    [{ name: "World" }, { name: "Food" }],
  ]);
  const atom = parseAtomFeed(await read("/feed.atom")).entries?.[0];
  expect(atom).toMatchObject({
    id: `urn:uuid:${story.id}`,
    title: { value: HEADLINE },
    content: { value: content, type: "html" },
    published: at.toISOString(),
    authors: [{ name: "Mara Lind", email: "mara@courier.example", uri: `${ORIGIN}/authors/mara-lind` }],
  });
  const json = parseJsonFeed(await read("/feed.json")).items?.[0];
  expect(json).toMatchObject({
    title: HEADLINE,
    url: story.url,
    content_html: content,
    tags: ["World", "Food"],
  });
  for (const file of ["/feed.xml", "/feed.atom"]) {
    const [item] = (await new RssParser().parseString(await read(file))).items;
    expect([item?.title, item?.link]).toEqual([HEADLINE, story.url]);
    expect(item?.["content:encoded"] ?? item?.content).toBe(content);
  }
});

it("stands under the site, its sections, authors and topics, and names whose it is", async () => {
  const token = await aPaper();
  await aStory(token, { topics: ["Food"] });
  const titles = ["Dateline", "World — Dateline", "Mara Lind — Dateline", "Food — Dateline"];
  for (const [n, place] of PLACES.entries()) {
    const page = `${ORIGIN}${place || "/"}`;
    const rss = parseRssFeed(await read(`${place}/feed.xml`));
    expect(rss).toMatchObject({ title: titles[n], link: page, language: "en", items: [expect.anything()] });
    expect(rss.atom?.links?.[0]).toMatchObject({ href: `${ORIGIN}${place}/feed.xml`, rel: "self" });
    const atom = parseAtomFeed(await read(`${place}/feed.atom`));
    expect(atom.title?.value).toBe(titles[n]);
    expect(atom.links?.map(({ rel, href }) => [rel, href])).toEqual([
      ["self", `${ORIGIN}${place}/feed.atom`],
      ["alternate", page],
    ]);
    const json = parseJsonFeed(await read(`${place}/feed.json`));
    expect(json).toMatchObject({ title: titles[n], home_page_url: page, items: [expect.anything()] });
  }
});

it("costs one round trip and at most 80 rows, with two topics a story", async () => {
  const token = await aPaper();
  await anAuthor(token, "jo", { name: "Jo" });
  for (let n = 1; n <= 17; n++) {
    await aStory(token, { headline: `Story ${n}`, topics: ["Food", "Sea"], authors: ["mara-lind", "jo"] });
    await aBrief(token, `Brief ${n}`);
    await aDraft(token, { topics: ["Food"] });
  }
  for (const path of ALL) {
    const { trips, rowsRead, result } = await measured(() => request(path));
    expect([path, result.status, trips]).toEqual([path, 200, 1]);
    expect([path, rowsRead <= 80, rowsRead]).toEqual([path, true, rowsRead]);
  }
  const shown = parseJsonFeed(await read("/topics/sea/feed.json")).items?.map(({ title }) => title);
  expect(shown).toEqual(Array.from({ length: 15 }, (_, n) => `Story ${17 - n}`));
});

it("shows stories and opinion for the site, and everything but pages for a section", async () => {
  const token = await aPaper();
  for (const kind of ["opinion", "brief", "story"]) await aStory(token, { kind, headline: `The ${kind}` });
  await aStory(token, { kind: "page", headline: "The page" });
  const titles = async (path: string) => parseJsonFeed(await read(path)).items?.map(({ title }) => title);
  expect(await titles("/feed.json")).toEqual(["The story", "The opinion"]);
  expect(await titles("/world/feed.json")).toEqual(["The story", "The brief", "The opinion"]);
  expect(await titles("/authors/mara-lind/feed.json")).toEqual(["The story", "The brief", "The opinion"]);
});

it("is written and whole when nothing is published", async () => {
  const token = await aPaper();
  await withdraw(token, await aStory(token, { topics: ["Food"] }));
  expect(parseRssFeed(await read("/feed.xml"))).toMatchObject({ title: "Dateline" });
  expect(parseAtomFeed(await read("/world/feed.atom")).title?.value).toBe("World — Dateline");
  expect(JSON.parse(await read("/topics/food/feed.json"))).toMatchObject({ items: [] });
});

it("answers 304 until what it shows changes, and forgets a withdrawn story at once", async () => {
  const token = await aPaper();
  const story = await aStory(token, { topics: ["Food"] });
  const tags = new Map<string, string>();
  for (const path of ALL) {
    const first = await request(path);
    tags.set(path, first.headers.get("ETag") ?? "");
    expect(first.headers.get("Last-Modified")).toBe(new Date(story.publishedAt ?? 0).toUTCString());
  }
  await aDraft(token, { headline: "Nobody shall see this" });
  for (const [path, etag] of tags)
    expect([path, (await request(path, { headers: { "If-None-Match": etag } })).status]).toEqual([path, 304]);
  await withdraw(token, story);
  for (const [path, etag] of tags) {
    const after = await request(path, { headers: { "If-None-Match": etag } });
    expect([path, after.status]).toEqual([path, 200]);
    expect(await after.text()).not.toContain(story.id);
  }
});

it("gives a new story to each of its feeds at once", async () => {
  const token = await aPaper();
  await aStory(token, { topics: ["Food"] });
  for (const path of ALL) await read(path);
  const { id } = await aStory(token, { headline: "Newer", topics: ["Food"] });
  for (const path of ALL) expect([path, (await read(path)).includes(id)]).toEqual([path, true]);
});

it("names e-mail addresses only where they are public", async () => {
  const token = await aPaper();
  await anAuthor(token, "quiet", { name: "Quiet", email: "quiet@courier.example", emailPublic: false });
  await aStory(token, { authors: ["quiet", "mara-lind"], topics: ["Food"] });
  for (const path of ALL) {
    const feed = await read(path);
    expect([path, feed.includes("Quiet")]).toEqual([path, true]);
    expect([path, feed.includes("quiet@courier.example")]).toEqual([path, false]);
  }
  for (const path of ["/feed.atom", "/feed.json"]) expect(await read(path)).toContain("mara@courier.example");
});

it("shows the lead picture above the text and corrections below it", async () => {
  const token = await aPaper();
  const query = new URLSearchParams({ alt: 'A "dot" & more', caption: "A <dot>", credit: "Press" });
  const body = await aPng(1600, 900);
  const headers = { "Content-Type": "image/png" };
  const media = await must<{ id: string }>(201, request(`/api/v1/media?${query}`, { token, body, headers }));
  const story = await aStory(token, { lead: { media: media.id, caption: null } });
  const correction = { text: "It was <not> nine weeks & more." };
  await must(201, request(`/api/v1/articles/${story.id}/corrections`, { token, json: correction }));
  const [item] = parseJsonFeed(await read("/feed.json")).items ?? [];
  const image = `${ORIGIN}/media/${media.id}/1/1200.jpeg`;
  expect(item?.image).toBe(image);
  const { content_html: html = "", date_modified: modified } = item ?? {};
  expect(
    html.startsWith(
      `<figure><img src="${image}" alt="A &quot;dot&quot; &amp; more" width="1200" height="675"`,
    ),
  ).toBe(true);
  expect(html).toContain("<figcaption>A &lt;dot&gt; · Press</figcaption>");
  expect(html.indexOf("It was &lt;not&gt; nine weeks &amp; more.")).toBeGreaterThan(
    html.indexOf("</blockquote>"),
  );
  expect(Date.parse(String(modified))).toBeGreaterThan(Date.parse(story.publishedAt ?? ""));
});

it("is 404 for an unknown section, author or topic, until there is one", async () => {
  const token = await aPaper();
  for (const path of ["/sport/feed.xml", "/authors/nobody/feed.atom", "/topics/nothing/feed.json"])
    expect([path, (await request(path)).status]).toEqual([path, 404]);
  expect((await request("/topics/tides/feed.json")).status).toBe(404);
  await aStory(token, { topics: ["Tides"] });
  expect((await request("/topics/tides/feed.json")).status).toBe(200);
});

it("does not ask D1 about a feed outside the grammar", async () => {
  for (const path of ["/authors/feed.xml", "/A/feed.xml", "/topics/a--b/feed.atom", "/2026/feed.json"]) {
    const { trips, result } = await measured(() => request(path));
    expect([path, result.status, trips]).toEqual([path, 404, 0]);
  }
});

it("finds the sections, authors and topics of any script", async () => {
  const token = await aPaper();
  const story = await publish(token, await aDraft(token, { topics: ["港"], headline: "港が再開" }));
  const feed = parseRssFeed(await read(`/topics/${encodeURI("港")}/feed.xml`));
  expect(feed.link).toBe(`${ORIGIN}/topics/${encodeURI("港")}`);
  expect(feed.items?.[0]?.link).toBe(story.url);
});
