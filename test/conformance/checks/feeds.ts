import { contains, equal, lacks, matches, status } from "../assert.ts";
import type { Check } from "../check.ts";

/** CONTRACT §7: feeds. */
export const feeds: Check[] = [
  {
    part: "§7",
    title: "/feed.xml is RSS 2.0 in UTF-8 that names the site's own address",
    needs: "nothing",
    async run(site) {
      const feed = status(await site.ask("/feed.xml"), 200);
      matches("Content-Type", feed.header("Content-Type"), /^application\/rss\+xml; ?charset=utf-8$/i);
      matches("the root", feed.text, /<rss [^>]*version="2\.0"/);
      contains(feed, `<link>${await site.url()}/</link>`);
      for (const element of ["<title>", "<description>"]) contains(feed, element);
    },
  },
  {
    part: "§7",
    title: "feeds answer 304, and HEAD",
    needs: "nothing",
    async run(site) {
      const feed = status(await site.ask("/feed.xml"), 200);
      matches("ETag", feed.header("ETag"), /^W\/"[^"]+"$/);
      const headers = { "If-None-Match": feed.header("ETag") };
      equal("body bytes of a 304", status(await site.ask("/feed.xml", { headers }), 304).bytes.byteLength, 0);
      const head = status(await site.ask("/feed.xml", { method: "HEAD" }), 200);
      equal("ETag of HEAD", head.etag, feed.etag);
    },
  },
  {
    part: "§7",
    title: "the feed has a new story at once, without private e-mail, and loses a withdrawn one",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      status(await site.ask("/feed.xml"), 200);
      const [, author] = await newsroom.authors();
      const story = await newsroom.published({
        headline: `Fed & <read> ${newsroom.name}`,
        authors: [author],
      });
      const fetched = async () => status(await site.ask("/feed.xml"), 200);
      await site.soon(async () => contains(await fetched(), String(story.json.url)));
      const feed = await fetched();
      contains(feed, `Standfirst of ${newsroom.name}`);
      for (const harm of [newsroom.privateEmail, "<title>Fed & <read>"]) lacks(feed, harm);
      await newsroom.withdraw(story);
      await site.soon(async () => lacks(await fetched(), String(story.json.url)));
    },
  },
];
