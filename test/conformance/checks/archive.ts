import { contains, equal, holds, lacks, page, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { canonicalOf, headings, plain } from "../page.ts";
import type { Site } from "../site.ts";

/** CONTRACT §1: what is found by its date, its author, its topic, or because it was wrong. */
export const archive: Check[] = [
  {
    part: "§1",
    title: "/archive, a year, a month and a day lead from one to the next, down to the article",
    needs: "token",
    async run(site) {
      const { path } = await site.newsroom.story();
      const [year, month, day] = [5, 8, 11].map((end) => path.slice(0, end));
      const ways = ["/archive", year, month, day, path];
      for (const [place, way] of ways.slice(0, -1).entries()) {
        const shown = page(await site.ask(way ?? ""));
        equal("number of h1", headings(shown).length, 1);
        equal("canonical", canonicalOf(shown), (await site.url()) + way);
        contains(shown, `href="${ways[place + 1]}"`);
      }
    },
  },
  {
    part: "§1",
    title: "the archive counts, and counts anew at once",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.story();
      const [month, day] = [story.path.slice(0, 8), story.path.slice(0, 11)];
      const count = async () => countOf((await site.ask(month)).text, day);
      const before = await count();
      const brief = await newsroom.published({ kind: "brief", section: null, authors: [] });
      await site.soon(async () => equal(`articles of ${day}`, await count(), before + 1));
      await newsroom.withdraw(brief);
      await site.soon(async () => equal(`articles of ${day}`, await count(), before));
    },
  },
  {
    part: "§1",
    title: "a time without articles, and one that no calendar has: 404",
    needs: "nothing",
    async run(site) {
      for (const path of ["/0001", "/0001/01", "/0001/01/01", "/2016/13", "/2016/02/30", "/2016/1"])
        page(await site.ask(path), 404);
    },
  },
  {
    part: "§1",
    title: "/authors/{slug}: name, bio, e-mail only where public, articles; unknown 404",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const [open, closed] = await newsroom.authors();
      const { path } = await newsroom.published({ authors: [open, closed] });
      for (const slug of [open, closed]) {
        const shown = page(await site.ask(`/authors/${slug}`));
        await site.soon(async () => contains(page(await site.ask(`/authors/${slug}`)), `href="${path}"`));
        lacks(shown, newsroom.privateEmail);
        contains(page(await site.ask(path)), `href="/authors/${slug}"`);
      }
      contains(page(await site.ask(`/authors/${open}`)), `mailto:${newsroom.publicEmail}`);
      page(await site.ask(`/authors/${newsroom.name}-nobody`), 404);
    },
  },
  {
    part: "§1",
    title: "/topics/{slug}: what was published on it, without what is withdrawn; unknown 404",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const topic = `/topics/${newsroom.name}`;
      page(await site.ask(topic), 404);
      const story = await newsroom.published({ topics: [newsroom.name] });
      await site.soon(async () => contains(page(await site.ask(topic)), `href="${story.path}"`));
      equal("h1", headings(page(await site.ask(topic))), [newsroom.name]);
      await newsroom.withdraw(story);
      await site.soon(async () => lacks(page(await site.ask(topic)), `href="${story.path}"`));
    },
  },
  {
    part: "§1",
    title: "/corrections: each with its article, newest first, without what is withdrawn",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.published();
      const texts = [`An older mistake of ${newsroom.name}.`, `A newer mistake of ${newsroom.name}.`];
      for (const text of texts) await correct(site, story.id, text);
      const shows = async () => {
        const { text } = page(await site.ask("/corrections"));
        const [older = -1, newer = -1] = texts.map((each) => text.indexOf(each));
        holds(newer !== -1 && newer < older, "both corrections, the newer first", `${older}, ${newer}`);
        holds(text.includes(`href="${story.path}"`), "the way to the article", "none");
      };
      await site.soon(shows);
      const gone = await newsroom.withdraw(story);
      await site.soon(async () => {
        for (const text of texts) lacks(page(await site.ask("/corrections")), text);
      });
      await newsroom.publish(gone);
      await site.soon(shows);
      await newsroom.withdraw(await newsroom.read(story.id));
    },
  },
  {
    part: "§1",
    title: "the footer leads to archive, corrections and feed",
    needs: "nothing",
    async run(site) {
      const [, foot = ""] = page(await site.ask("/")).text.split("<footer");
      for (const path of ["/archive", "/corrections", "/feed.xml"])
        holds(foot.includes(`href="${path}"`), `${path} in the footer`, "none");
    },
  },
];

async function correct(site: Site, id: string, text: string): Promise<void> {
  status(await site.api(`/articles/${id}/corrections`, { method: "POST", json: { text } }), 201);
}

/** The number behind the link to a part of the archive. */
function countOf(html: string, path: string): number {
  const [, behind = ""] = html.split(`href="${path}"`);
  const [, count = "0"] = /(\d[\d,.\u202f\u00a0]*)/.exec(plain(behind.slice(behind.indexOf("</a>")))) ?? [];
  return Number(count.replace(/\D/g, ""));
}
