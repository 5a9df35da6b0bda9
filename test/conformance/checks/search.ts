import { objectsIn } from "../answer.ts";
import { equal, holds, invalid, lacks, matches, page, status, unlimited } from "../assert.ts";
import { type Check, Skipped } from "../check.ts";
import { plain } from "../page.ts";
import type { Site } from "../site.ts";

const A_MINUTE = 30;
/** A binding counts per location and roughly: so many are surely too many. */
const MORE_THAN_ENOUGH = 90;
const HOSTILE = ['"', "a OR", "NEAR(", "headline:a", "^a*", "a\0b", "'; --", "\u202e", "*", '"'.repeat(300)];

/** CONTRACT §1 and §3: search. Its last check uses the minute up. */
export const search: Check[] = [
  {
    part: "§1",
    title: "search: a form by GET, not kept, not to be indexed",
    needs: "nothing",
    async run(site) {
      const answer = page(unlimited(await site.ask("/search")));
      matches("a form to /search", answer.text, /<form[^>]* action="\/search"/);
      for (const name of ["q", "section", "year"])
        matches("its fields", answer.text, new RegExp(` name="${name}"`));
      matches("Cache-Control", answer.header("Cache-Control"), /no-store/);
      matches("canonical", answer.text, /<link rel="canonical" href="[^"]*\/search"/);
    },
  },
  {
    part: "§1",
    title: "search finds a story by a word of its text, and marks it; withdrawn it is found no more",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const word = `wörd${Date.now().toString(36)}`;
      const story = await newsroom.published({
        body: { format: "markdown", source: `It says ${word} & more.` },
      });
      const asked = word.replace("ö", "o").toUpperCase();
      const found = await ask(site, { q: asked });
      holds(found.text.includes(`href="${story.path}"`), "a link to the story", "none");
      equal("what is marked", plain(/<mark>(.*?)<\/mark>/.exec(found.text)?.[1] ?? ""), word);
      for (const narrowed of [{ section: await newsroom.section() }, { year: story.path.slice(1, 5) }])
        holds((await ask(site, { q: asked, ...narrowed })).text.includes(story.path), "the story", "none");
      lacks(await ask(site, { q: asked, year: "1999" }), `href="${story.path}"`);
      await newsroom.withdraw(story);
      lacks(await ask(site, { q: asked }), `href="${story.path}"`);
    },
  },
  {
    part: "§1",
    title: "hostile questions are no error",
    needs: "nothing",
    async run(site) {
      for (const q of HOSTILE) await ask(site, { q });
    },
  },
  {
    part: "§3",
    title: "articles are listed by their words, drafts too; an empty q: 422",
    needs: "token",
    async run(site) {
      const word = `draft${Date.now().toString(36)}`;
      const { id } = await site.newsroom.draft({ standfirst: `A ${word} text.` });
      const found = async (q: string) => {
        const answer = status(await site.api(`/articles?${new URLSearchParams({ q })}`), 200);
        return objectsIn(answer.json().items).map((item) => item.id);
      };
      equal("ids", await found(word), [id]);
      equal("ids", await found(`"a ${word}"`), [id]);
      equal("ids", await found(`${word} elsewhere${word}`), []);
      for (const q of HOSTILE.filter((text) => text.length <= 200)) await found(q);
      invalid(await site.api("/articles?q="), "q");
    },
  },
  {
    part: "§1",
    title: "30 searches a minute, then 429 with Retry-After, RateLimit and RateLimit-Policy",
    needs: "nothing",
    async run(site) {
      for (let n = 0; n < MORE_THAN_ENOUGH; n++) {
        const answer = await site.ask("/search?q=limit");
        if (answer.status === 200) continue;
        page(answer, 429);
        matches("Retry-After", answer.header("Retry-After"), /^\d+$/);
        matches("RateLimit-Policy", answer.header("RateLimit-Policy"), new RegExp(`;q=${A_MINUTE};w=60`));
        matches("RateLimit", answer.header("RateLimit"), /;r=0;t=\d+/);
        return;
      }
      if (!site.isLocal) throw new Skipped("the gate is a rough one, and let this client through");
      holds(false, `429 within ${MORE_THAN_ENOUGH} searches`, "none");
    },
  },
];

async function ask(site: Site, asked: Record<string, string>) {
  return page(unlimited(await site.ask(`/search?${new URLSearchParams(asked)}`)));
}
