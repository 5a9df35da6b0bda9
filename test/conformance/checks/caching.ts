import type { Answer } from "../answer.ts";
import { equal, holds, matches, page, status } from "../assert.ts";
import { type Check, Skipped } from "../check.ts";
import type { Site } from "../site.ts";

const BROWSER = "public, max-age=0, must-revalidate";
const EDGE = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400";
const FORGED = "conformance-forged.example";
const CLOCK_LEEWAY_MS = 60_000;

/** CONTRACT §2: what a public page says to caches. */
export const caching: Check[] = [
  {
    part: "§2",
    title: "a page carries its Cache-Control, a weak ETag and Last-Modified",
    needs: "nothing",
    async run(site) {
      for (const path of await publicPaths(site)) {
        const shown = page(await site.ask(path));
        equal(`Cache-Control of ${path}`, shown.header("Cache-Control"), BROWSER);
        matches(`ETag of ${path}`, shown.header("ETag"), /^W\/"[^"]+"$/);
        const at = Date.parse(shown.header("Last-Modified"));
        holds(
          at <= Date.now() + CLOCK_LEEWAY_MS,
          `a Last-Modified of ${path} in the past`,
          shown.header("Last-Modified"),
        );
      }
    },
  },
  {
    part: "§2",
    title: "the edge is told 5 minutes, where it shows what it is told",
    needs: "nothing",
    async run(site) {
      const told = (answer: Answer) => answer.header("Cloudflare-CDN-Cache-Control");
      const front = page(await site.ask("/"));
      if (told(front) === "") throw new Skipped("the edge keeps Cloudflare-CDN-Cache-Control to itself");
      equal("Cloudflare-CDN-Cache-Control", told(front), EDGE);
      matches("Cache-Tag", front.header("Cache-Tag"), /./);
      matches("that of a 404", told(await site.ask("/conformance-nothing-here")), /max-age=60\b/);
      matches(
        "that of a discussion",
        told(await site.ask(`${await site.articlePath()}/comments`)),
        /max-age=15\b/,
      );
    },
  },
  {
    part: "§2",
    title: "a new page comes from the app or the cache, and then is a HIT with the same bytes",
    needs: "token",
    async run(site) {
      const { path } = await site.newsroom.published();
      const first = page(await site.ask(path));
      const second = page(await site.ask(path));
      equal("the same bytes", second.text === first.text, true);
      const statuses = [first, second].map((answer) => answer.header("CF-Cache-Status"));
      if (statuses[0] === "") throw new Skipped("no CF-Cache-Status here");
      // The site itself looks whether a change is seen through the cache (the receipt says it): it may have been first.
      matches("CF-Cache-Status", statuses[0], /^(MISS|HIT)$/);
      equal("the second CF-Cache-Status", statuses[1], "HIT");
    },
  },
  {
    part: "§2",
    title: "If-None-Match with the page's ETag: 304 without body",
    needs: "nothing",
    async run(site) {
      for (const path of await publicPaths(site)) await compareConditions(site, path);
    },
  },
  {
    part: "§2",
    title: "unknown parameters: the same bytes, no-store",
    needs: "nothing",
    async run(site) {
      for (const path of await publicPaths(site)) {
        const plain = page(await site.ask(path));
        for (const query of ["utm_source=mail&fbclid=1", "zz=1&aa=2", ""])
          await compareVia(site, plain, { path, query });
      }
    },
  },
  {
    part: "§2",
    title: "parameters in another order, or with unknown ones: the canonical URL's bytes, no-store",
    needs: "nothing",
    async run(site) {
      const known = "reply=01900000-0000-7000-8000-000000000000";
      const path = `${await site.articlePath()}/comments`;
      const plain = page(await site.ask(`${path}?${known}`));
      for (const query of [`utm_medium=x&${known}`, `${known}&after=`])
        await compareVia(site, plain, { path, query });
    },
  },
  {
    part: "§2",
    title: "a tracked address is revalidated by the same ETag",
    needs: "nothing",
    async run(site) {
      const etag = page(await site.ask("/in-short")).header("ETag");
      const headers = { "If-None-Match": etag };
      status(await site.ask("/in-short?utm_source=mail", { headers }), 304);
    },
  },
  {
    part: "§2",
    title: "cookies never change a public page",
    needs: "nothing",
    async run(site) {
      for (const path of await publicPaths(site)) {
        const plain = page(await site.ask(path));
        const headers = { Cookie: "commenter=abc; __Host-commenter=abc; session=1" };
        const withCookie = page(await site.ask(path, { headers }));
        holds(withCookie.text === plain.text, `the same bytes of ${path} with a cookie`, "others");
        equal(`Cache-Control of ${path} with a cookie`, withCookie.header("Cache-Control"), BROWSER);
      }
    },
  },
  {
    part: "§2",
    title: "X-Forwarded-Host and its kind change nothing, then or later",
    needs: "nothing",
    async run(site) {
      const names = ["X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"];
      for (const path of await publicPaths(site)) {
        const plain = page(await site.ask(path));
        for (const name of names) {
          const forged = page(await site.ask(path, { headers: { [name]: valueFor(name) } }));
          holds(forged.text === plain.text, `the same bytes of ${path} with ${name}`, "others");
        }
        holds(
          page(await site.ask(path)).text === plain.text,
          `the same bytes of ${path} afterwards`,
          "others",
        );
      }
    },
  },
  {
    part: "§0",
    title: "a forged Host never shows up in an answer",
    needs: "nothing",
    async run(site) {
      if (!site.isLocal) throw new Skipped("only asked of a site on this machine");
      const pages = (await publicPaths(site)).map((path) => `${path}?conformance=host`);
      const asked = [...pages, "/api/openapi.json", "/conformance-no-page"];
      for (const target of asked) {
        const answer = await site.ask(target, { headers: { Host: FORGED } });
        const said = answer.text + [...answer.headers].join("\n");
        holds(!said.includes(FORGED), `no trace of Host in ${answer.call}`, "it is there");
      }
    },
  },
];

function valueFor(name: string): string {
  if (name.endsWith("URL")) return `/${FORGED}`;
  return name === "Forwarded" ? `host=${FORGED}` : FORGED;
}

/** Front, In Short, and an article where there is one. */
async function publicPaths(site: Site): Promise<string[]> {
  const article = await site.articlePath().catch(() => undefined);
  return ["/", "/in-short", "/archive", ...(article ? [article] : [])];
}

async function compareConditions(site: Site, path: string): Promise<void> {
  const etag = page(await site.ask(path)).header("ETag");
  for (const condition of [etag, etag.replace(/^W\//, ""), `"other", ${etag}`, "*"]) {
    const kept = status(await site.ask(path, { headers: { "If-None-Match": condition } }), 304);
    equal(`body bytes of a 304 of ${path}`, kept.bytes.byteLength, 0);
    equal(`ETag of a 304 of ${path}`, kept.header("ETag"), etag);
  }
  page(await site.ask(path, { headers: { "If-None-Match": 'W/"other"' } }));
}

/** `path?query` has to answer with the canonical page's bytes, and to be kept by nobody. */
async function compareVia(
  site: Site,
  plain: Answer,
  { path, query }: { path: string; query: string },
): Promise<void> {
  const via = page(await site.ask(`${path}?${query}`));
  holds(via.text === plain.text, `the bytes of ${plain.path} from ${via.path}`, "others");
  if (query !== "") matches(`Cache-Control of ${via.path}`, via.header("Cache-Control"), /\bno-store\b/);
}
