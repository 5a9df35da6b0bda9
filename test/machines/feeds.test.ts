import { beforeAll, describe, expect, it } from "vitest";
import { editorOf, publish } from "../browser/support/editor.ts";
import type { SharedSite } from "../browser/support/keeper.ts";
import { plainSite } from "../browser/support/shared-site.ts";
import { BATCH_STORIES, misunderstandings, type Published, publishBatch } from "./support/batches.ts";
import { hasProgram, jsonFeedValidator, rncComplaints, xsdComplaints } from "./support/validators.ts";
import { fixturePath, LANGUAGES, wireStories } from "./support/wire-stories.ts";

const BATCHES = LANGUAGES.map((language) => ({ topic: `batch-${language}`, stories: wireStories(language) }));
const PLACES = ["", "/world", "/authors/wire", ...BATCHES.map(({ topic }) => `/topics/${topic}`)];
const schemas = fixturePath("feeds");
const hasXmllint = hasProgram("xmllint");
const hasJing = hasProgram("jing");

let site: SharedSite;
const published = new Map<string, Published[]>();

const read = async (path: string) => {
  const response = await fetch(site.url + path);
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return await response.text();
};

beforeAll(async () => {
  site = await plainSite();
  const editor = editorOf(site);
  await editor("PUT", "/sections/world", { name: "World & <more>" });
  await editor("PUT", "/authors/wire", {
    name: "Wikinews & others",
    email: "wire@example.org",
    emailPublic: true,
  });
  const desk = {
    read,
    publish: async (story: object) => {
      const made = await publish(editor, { ...story, section: "world", authors: ["wire"] });
      return made as unknown as Published;
    },
  };
  for (const { topic, stories } of BATCHES)
    published.set(topic, await publishBatch(desk, topic, stories.slice(0, BATCH_STORIES)));
  await publish(editor, { kind: "page", headline: "Imprint", body: { source: "Who we are." } });
  await publish(editor, {
    headline: "港",
    section: "world",
    authors: ["wire"],
    language: "zh-Hant",
    body: { source: "港." },
  });
}, 120_000);

describe.each(BATCHES.filter(({ stories }) => stories.length > 0))(
  "stories of the wire: $topic",
  ({ topic }) => {
    it("are understood by every reader of every format as they were published", async () => {
      const batch = published.get(topic) ?? [];
      expect(batch).toHaveLength(BATCH_STORIES);
      expect(await misunderstandings({ read }, topic, batch)).toEqual([]);
    });
  },
);

describe.runIf(schemas !== undefined)("the schemas", () => {
  it.runIf(hasXmllint)("find each sitemap valid", async () => {
    const index = await read("/sitemap.xml");
    const addresses = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, loc = ""]) => new URL(loc).pathname,
    );
    expect(addresses.length).toBeGreaterThanOrEqual(3);
    expect(xsdComplaints(index)).toBe("");
    for (const path of addresses)
      expect([path, xsdComplaints(await read(path), `${schemas}/xsd/all.xsd`)]).toEqual([path, ""]);
    expect(await read("/sitemaps/news.xml")).toContain("<news:language>zh-tw</news:language>");
  });

  it.runIf(hasXmllint)("refuse a news sitemap that lacks a title", async () => {
    const news = await read("/sitemaps/news.xml");
    const broken = news.replace(/<news:title>[^<]*<\/news:title>/, "");
    expect(xsdComplaints(broken, `${schemas}/xsd/all.xsd`)).toContain("news");
  });

  it.runIf(hasJing)("find each Atom feed valid, and refuse one without id", async () => {
    for (const place of PLACES)
      expect([place, rncComplaints(await read(`${place}/feed.atom`), `${schemas}/atom.rnc`)]).toEqual([
        place,
        "",
      ]);
    const broken = (await read("/feed.atom")).replace(/<id>[^<]*<\/id>/, "");
    expect(rncComplaints(broken, `${schemas}/atom.rnc`)).toContain("id");
  });

  it("find each JSON Feed valid, and refuse one without items", async () => {
    const validate = jsonFeedValidator(`${schemas}/jsonfeed`);
    for (const place of PLACES) {
      const feed = JSON.parse(await read(`${place}/feed.json`)) as object;
      expect([place, validate(feed), validate.errors]).toEqual([place, true, null]);
      expect(validate({ ...feed, items: undefined })).toBe(false);
    }
  });

  it.runIf(hasXmllint)("find each RSS feed and the search description well-formed", async () => {
    for (const path of [...PLACES.map((place) => `${place}/feed.xml`), "/opensearch.xml"])
      expect([path, xsdComplaints(await read(path))]).toEqual([path, ""]);
  });
});

it("serves the icons that the manifest and the pages name", async () => {
  const { icons } = JSON.parse(await read("/manifest.webmanifest")) as {
    icons: { src: string; type: string }[];
  };
  const others = [
    { src: "/apple-touch-icon.png", type: "image/png" },
    { src: "/favicon.ico", type: "image/vnd.microsoft.icon" },
  ];
  for (const { src, type } of [...icons, ...others]) {
    const response = await fetch(site.url + src);
    expect([src, response.status, response.headers.get("Content-Type")]).toEqual([src, 200, type]);
  }
});
