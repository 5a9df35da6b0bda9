import { equal, holds, matches, page, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";
import { cacheStatus, kept, renderOf, stillKept } from "./kept.ts";

/** Readers differ in these; the page does not. */
const READERS = {
  Cookie: "__Host-commenter=abc; session=1",
  "User-Agent": "conformance",
  "Accept-Language": "de-CH",
  Accept: "text/plain",
  Referer: "https://conformance.example/",
  "Cache-Control": "no-cache",
  Pragma: "no-cache",
};
/** Headers that Cloudflare adds to the key of the cache. */
const KEYED = {
  "X-Forwarded-Host": "conformance.example",
  "X-Host": "conformance.example",
  "X-Forwarded-Scheme": "nothttps",
  "X-HTTP-Method-Override": "POST",
  "X-Original-URL": "/conformance",
  "X-Rewrite-URL": "/conformance",
  Forwarded: "host=conformance.example",
};

/** Which requests share an entry, and which pass by. */
export const keys: Check[] = [
  {
    part: "§2",
    title: "cookies, browser, language and a reload get the same kept page",
    needs: "nothing",
    async run(site) {
      const front = await kept(site, "/");
      for (const [name, value] of Object.entries(READERS)) {
        const own = page(await kept(site, "/", { headers: { [name]: value } }));
        equal(`the render with ${name}`, renderOf(own), renderOf(front));
      }
    },
  },
  {
    part: "§2",
    title: "unknown parameters, or known ones in another order: the kept page's bytes, no-store",
    needs: "nothing",
    async run(site) {
      const known = "after=&reply=01900000-0000-7000-8000-000000000000";
      const comments = await site.articlePath().catch(() => undefined);
      const queries = ["/?utm_source=a&fbclid=1", "/?zz=1"];
      const asked = comments ? [...queries, `${comments}/comments?${known}`] : queries;
      for (const path of asked) await sameAsCanonical(site, path, {});
    },
  },
  {
    part: "§2",
    title: "headers that Cloudflare adds to the key: the kept page's bytes, and no fresh render for others",
    needs: "nothing",
    async run(site) {
      for (const [name, value] of Object.entries(KEYED)) await sameAsCanonical(site, "/", { [name]: value });
    },
  },
  {
    part: "§2",
    title: "a request with Authorization passes by the cache and leaves it alone",
    needs: "nothing",
    async run(site) {
      const front = await kept(site, "/");
      const passed = page(await site.ask("/", { headers: { Authorization: "Basic eDp5" } }));
      matches("CF-Cache-Status", cacheStatus(passed), /^(?:BYPASS|DYNAMIC)$/);
      holds(renderOf(passed) !== renderOf(front), "a render of its own", "the kept one");
      await stillKept(site, front, "it");
    },
  },
  {
    part: "§2",
    title: "a POST to a kept page is never answered from the cache, and leaves it alone",
    needs: "nothing",
    async run(site) {
      const front = await kept(site, "/");
      const refused = status(await site.ask("/", { method: "POST" }), 405);
      matches("CF-Cache-Status", cacheStatus(refused), /^(?:BYPASS|DYNAMIC)$/);
      await stillKept(site, front, "it");
    },
  },
];

/** Asked twice: were the first answer stored under a key of its own, the second would be it. */
async function sameAsCanonical(site: Site, path: string, headers: Record<string, string>): Promise<void> {
  const canonical = canonicalOf(path);
  const plain = await kept(site, canonical);
  const via = [await site.ask(path, { headers }), await site.ask(path, { headers })];
  const what = [path, ...Object.keys(headers)].join(" with ");
  for (const answer of via) {
    page(answer);
    holds(answer.text === plain.text, `the bytes of ${canonical} from ${what}`, "others");
    matches(`Cache-Control of ${what}`, answer.header("Cache-Control"), /\bno-store\b/);
    holds(cacheStatus(answer) !== "HIT", `no HIT from ${what}`, "HIT");
  }
  await stillKept(site, plain, what);
}

function canonicalOf(path: string): string {
  const [bare = "", query = ""] = path.split("?", 2);
  const [, reply] = /\b(reply=[^&]+)/.exec(query) ?? [];
  return reply ? `${bare}?${reply}` : bare;
}
