import { setTimeout as delay } from "node:timers/promises";
import { equal, holds, matches, page, status, unlimited } from "../assert.ts";
import type { Check } from "../check.ts";
import { cacheStatus, kept, newPath, renderOf } from "./kept.ts";

const READERS = 10;
const SECOND_MS = 1_000;

/** What is kept, and what is not. */
export const keeping: Check[] = [
  {
    part: "§2",
    title: "a page that nobody has asked for is a MISS, then a HIT with the same bytes",
    needs: "nothing",
    async run(site) {
      const path = newPath(site);
      const first = page(await site.ask(path), 404);
      equal("CF-Cache-Status", cacheStatus(first), "MISS");
      const second = page(await kept(site, path), 404);
      equal("its render", renderOf(second), renderOf(first));
      holds(second.text === first.text, "the same bytes", "others");
    },
  },
  {
    part: "§2",
    title: "a HIT says its Age in seconds, and it grows",
    needs: "nothing",
    async run(site) {
      const path = newPath(site);
      const young = await kept(site, path);
      matches("Age", young.header("Age"), /^\d+$/);
      await delay(SECOND_MS);
      const old = await kept(site, path);
      const grown = Number(old.header("Age")) - Number(young.header("Age"));
      holds(grown >= 1, "an Age that is a second more a second later", old.header("Age"));
    },
  },
  {
    part: "§2",
    title: `${READERS} readers at once of a page that nobody has asked for cost one render`,
    needs: "nothing",
    async run(site) {
      const path = newPath(site);
      const answers = await Promise.all(Array.from({ length: READERS }, () => site.ask(path)));
      for (const answer of answers) page(answer, 404);
      equal("renders", new Set(answers.map(renderOf)).size, 1);
    },
  },
  {
    part: "§2",
    title: "HEAD is answered from what GET left, and leaves a page for GET",
    needs: "nothing",
    async run(site) {
      const front = await kept(site, "/");
      const head = await kept(site, "/", { method: "HEAD" });
      for (const name of ["ETag", "Content-Type", "Cache-Control"])
        equal(`${name} of HEAD /`, head.header(name), front.header(name));
      equal("body bytes of HEAD /", head.bytes.byteLength, 0);
      const path = newPath(site);
      const filling = status(await site.ask(path, { method: "HEAD" }), 404);
      equal("the render that HEAD left", renderOf(await kept(site, path)), renderOf(filling));
    },
  },
  {
    part: "§2",
    title: "what is no-store is answered anew each time",
    needs: "nothing",
    async run(site) {
      for (const path of ["/search?q=conformance", "/healthz", "/api/v1/me"]) {
        const [first, second] = [unlimited(await site.ask(path)), unlimited(await site.ask(path))];
        matches(`Cache-Control of ${path}`, first.header("Cache-Control"), /\bno-store\b/);
        holds(cacheStatus(second) !== "HIT", `no HIT from ${path}`, "HIT");
        holds(renderOf(first) !== renderOf(second), `another answer from ${path}`, "the same");
      }
    },
  },
];
