import { type Answer, objectsIn } from "../answer.ts";
import { contains, equal, holds, lacks, matches, page, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

const FORMATS: [file: string, type: RegExp, root: RegExp][] = [
  ["feed.xml", /^application\/rss\+xml; ?charset=utf-8$/i, /<rss [^>]*version="2\.0"/],
  [
    "feed.atom",
    /^application\/atom\+xml; ?charset=utf-8$/i,
    /<feed [^>]*xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/,
  ],
  [
    "feed.json",
    /^application\/feed\+json; ?charset=utf-8$/i,
    /"version":"https:\/\/jsonfeed\.org\/version\/1\.1"/,
  ],
];
const FILES = FORMATS.map(([file]) => file);

/** Where a story of the run's own section, author and topic has to appear. */
async function placesOf({ newsroom }: Site): Promise<string[]> {
  const [author] = await newsroom.authors();
  return ["", `/${await newsroom.section()}`, `/authors/${author}`, `/topics/${newsroom.name}`];
}

/** CONTRACT §7: feeds. */
export const feeds: Check[] = [
  {
    part: "§7",
    title: "/feed.xml, /feed.atom and /feed.json are what they say, in UTF-8, and name themselves",
    needs: "nothing",
    async run(site) {
      for (const [file, type, root] of FORMATS) {
        const feed = status(await site.ask(`/${file}`), 200);
        matches(`Content-Type of /${file}`, feed.header("Content-Type"), type);
        matches(`the root of /${file}`, feed.text, root);
        contains(feed, `${await site.url()}/${file}`);
      }
      contains(await site.ask("/feed.xml"), `<link>${await site.url()}/</link>`);
    },
  },
  {
    part: "§7",
    title: "feeds answer 304, and HEAD",
    needs: "nothing",
    async run(site) {
      for (const file of FILES) {
        const feed = status(await site.ask(`/${file}`), 200);
        matches("ETag", feed.header("ETag"), /^W\/"[^"]+"$/);
        matches("Last-Modified", feed.header("Last-Modified"), / GMT$/);
        const headers = { "If-None-Match": feed.header("ETag") };
        equal("bytes of a 304", status(await site.ask(`/${file}`, { headers }), 304).bytes.byteLength, 0);
        equal("ETag of HEAD", status(await site.ask(`/${file}`, { method: "HEAD" }), 200).etag, feed.etag);
      }
    },
  },
  {
    part: "§7",
    title: "the feeds of site, section, author and topic have a new story at once and lose a withdrawn one",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      await newsroom.published({ topics: [newsroom.name] });
      const paths = (await placesOf(site)).flatMap((place) => FILES.map((file) => `${place}/${file}`));
      const fetched = async (path: string) => status(await site.ask(path), 200);
      for (const path of paths) await fetched(path);
      const headline = `Fed & <read> ${newsroom.name}`;
      const story = await newsroom.published({ headline, topics: [newsroom.name] });
      for (const path of paths) {
        await site.soon(async () => contains(await fetched(path), String(story.json.url)));
        const feed = await fetched(path);
        for (const part of [
          `Standfirst of ${newsroom.name}`,
          `Body of ${newsroom.name}`,
          `urn:uuid:${story.id}`,
        ])
          contains(feed, part);
        for (const harm of [newsroom.privateEmail, "<title>Fed & <read>"]) lacks(feed, harm);
      }
      await newsroom.withdraw(story);
      for (const path of paths)
        await site.soon(async () => lacks(await fetched(path), String(story.json.url)));
    },
  },
  {
    part: "§7",
    title: "a JSON Feed gives title, address, text, dates, authors and section as they are",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const headline = `“Fish” & <chips> ${newsroom.name}`;
      const story = await newsroom.published({ headline });
      const [item] = await itemsOf(site, story.id);
      equal("title", item?.title, headline);
      equal("url", item?.url, story.json.url);
      equal("date_published", item?.date_published, story.json.publishedAt);
      equal("tags", item?.tags, [newsroom.name]);
      const names = objectsIn(item?.authors).map(({ name }) => name);
      equal("authors", names, ["Conny Formann", "Norma Silent"]);
      contains(await site.ask("/feed.atom"), `<email>${newsroom.publicEmail}</email>`);
    },
  },
  {
    part: "§7",
    title: "feeds of what there is not are 404",
    needs: "nothing",
    async run(site) {
      for (const place of ["/no-such-section", "/authors/no-such-author", "/topics/no-such-topic"])
        for (const file of FILES) page(await site.ask(`${place}/${file}`), 404);
    },
  },
  {
    part: "§7",
    title: "the front page and a section's name their feeds",
    needs: "token",
    async run(site) {
      for (const place of ["", `/${await site.newsroom.section()}`]) {
        const html = page(await site.ask(place || "/"));
        const found = alternatesOf(html);
        for (const file of FILES)
          holds(found.includes(`${place}/${file}`), `a link to ${place}/${file}`, found.join(" "));
      }
    },
  },
];

async function itemsOf(site: Site, id: string) {
  const { items } = status(await site.ask("/feed.json"), 200).json();
  return objectsIn(items).filter((item) => item.id === `urn:uuid:${id}`);
}

/** The paths that a page names as its other forms. */
function alternatesOf({ text }: Answer): string[] {
  const links = text.match(/<link rel="alternate"[^>]*>/g) ?? [];
  return links.map((link) => /href="([^"]*)"/.exec(link)?.[1] ?? "");
}
