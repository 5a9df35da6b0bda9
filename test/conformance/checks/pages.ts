import type { Answer } from "../answer.ts";
import { contains, equal, holds, matches, none, page, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { canonicalOf, designOf, headings } from "../page.ts";

const OUTSIDE = [
  "/wp-login.php",
  "/a/b/c",
  "/2016/13/45/nothing",
  "/2016/02/30/nothing",
  "/Upper-Case",
  "/.env",
  "/%00",
];
const RESERVED = [
  "api",
  "archive",
  "authors",
  "comments",
  "corrections",
  "healthz",
  "hooks",
  "in-short",
  "media",
  "notices",
  "preview",
  "search",
  "sitemaps",
  "topics",
  "transparency",
  "2016",
];

/** CONTRACT §1: the front page, sections, In Short, and what is not there. */
export const pages: Check[] = [
  {
    part: "§1",
    title: "the front page: one h1, canonical, skip link, menu, the In Short rail, footer",
    needs: "nothing",
    async run(site) {
      const front = page(await site.ask("/"));
      equal("number of h1", headings(front).length, 1);
      equal("canonical", canonicalOf(front), `${await site.url()}/`);
      for (const part of [
        (await site.speaksEnglish()) ? "Skip to content" : 'href="#content"',
        "<header",
        "<nav",
        'href="/in-short"',
        "<footer",
        'href="/archive"',
      ]) {
        contains(front, part);
      }
      matches("the document's language", front.text, /<html[^>]* lang="[a-zA-Z-]+"/);
    },
  },
  {
    part: "§1",
    title: "/in-short: where it ends it says so and links the archive",
    needs: "nothing",
    async run(site) {
      let list = page(await site.ask("/in-short"));
      equal("number of h1", headings(list).length, 1);
      for (let n = 0; n < 5; n++) {
        const [, older] = /rel="next" href="([^"]+)"/.exec(list.text) ?? [];
        if (!older) return saysItEnds(list, await site.speaksEnglish());
        list = page(await site.ask(older.replaceAll("&amp;", "&")));
      }
    },
  },
  {
    part: "§1",
    title: "the rail says where it ends",
    needs: "nothing",
    async run(site) {
      const briefs = page(await site.ask("/in-short"));
      const isEmpty = !/<article/.test(briefs.text);
      const front = page(await site.ask("/"));
      const [rail] = /<aside[^>]*rail[\s\S]*?<\/aside>/.exec(front.text) ?? [];
      matches("the rail", rail, /href="\/in-short"/);
      if (!(await site.speaksEnglish())) return;
      matches("the rail", rail, /In Short/);
      if (isEmpty) matches("the rail's end", rail, /No more articles\.[\s\S]*Go to archive/);
    },
  },
  {
    part: "§1",
    title: "a section: its name as the only h1, its stories newest first",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const older = await newsroom.published();
      const newer = await newsroom.published();
      const section = page(await site.ask(`/${await newsroom.section()}`));
      equal("h1", headings(section), [newsroom.name]);
      equal("canonical", canonicalOf(section), `${await site.url()}/${newsroom.name}`);
      const [first, second] = [newer, older].map(({ path }) => section.text.indexOf(`href="${path}"`));
      holds(first !== -1 && second !== -1, "both stories in the section", `positions ${first}, ${second}`);
      holds(Number(first) < Number(second), "the newer story first", `positions ${first}, ${second}`);
    },
  },
  {
    part: "§1",
    title: "the archive lists published stories",
    needs: "token",
    async run(site) {
      const { path } = await site.newsroom.story();
      await site.soon(async () => contains(page(await site.ask("/archive")), `href="${path}"`));
    },
  },
  {
    part: "§1",
    title: "an unknown page: 404, drawn in the site's design",
    needs: "nothing",
    async run(site) {
      const front = page(await site.ask("/"));
      for (const path of ["/conformance-nothing-here", "/2016/11/30/conformance-nothing-here"]) {
        const absent = page(await site.ask(path), 404);
        equal("number of h1", headings(absent).length, 1);
        equal("the colours and type of the style sheet", designOf(absent), designOf(front));
        contains(absent, 'href="/"');
      }
    },
  },
  {
    part: "§1",
    title: "a path outside the grammar: 404",
    needs: "nothing",
    async run(site) {
      for (const path of OUTSIDE) status(await site.ask(path), 404);
    },
  },
  {
    part: "§1",
    title: "reserved words can't be slugs of sections: 422",
    needs: "token",
    async run(site) {
      const json = { name: "Reserved" };
      const answers: Answer[] = [];
      for (const slug of RESERVED) answers.push(await site.api(`/sections/${slug}`, { method: "PUT", json }));
      none(answers, "422", (answer) => (answer.status === 422 ? undefined : String(answer.status)));
    },
  },
  {
    part: "§1",
    title: "a page never takes a reserved word",
    needs: "token",
    async run({ newsroom }) {
      const draft = await newsroom.draft({
        kind: "page",
        slug: null,
        headline: "Archive",
        section: null,
        authors: [],
      });
      const answer = await newsroom.putPublication(draft, { state: "published" });
      if (answer.status === 200)
        holds(answer.json().path !== "/archive", "another path than /archive", "/archive");
      else holds([409, 422].includes(answer.status), "200, 409 or 422", String(answer.status));
    },
  },
  {
    part: "§1",
    title: "a page of kind page stands at /{slug}",
    needs: "token",
    async run(site) {
      const slug = `${site.newsroom.name}-page`;
      const { path, headline } = await site.newsroom.published({
        kind: "page",
        slug,
        section: null,
        authors: [],
      });
      equal("path", path, `/${slug}`);
      equal("h1", headings(page(await site.ask(path))), [headline]);
    },
  },
];

function saysItEnds(list: Answer, isEnglish: boolean): void {
  matches("the way to the archive", list.text, /<main[\s\S]*<a [^>]*href="\/archive"[\s\S]*<\/main>/);
  if (!isEnglish) return;
  contains(list, "No more articles.");
  contains(list, "There are no more articles in this category.");
  matches("the way to the archive", list.text, /<a [^>]*href="\/archive"[^>]*>\s*Go to archive\s*<\/a>/);
}
