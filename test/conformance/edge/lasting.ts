import { setTimeout as delay } from "node:timers/promises";
import { holds, page } from "../assert.ts";
import type { Check } from "../check.ts";
import { kept, newPath, renderOf } from "./kept.ts";

const LONGEST_MS = 61_000;

/** What only time can tell: a minute for each. */
export const lasting: Check[] = [
  {
    part: "§2",
    title: "that a page is not there is kept for 60 seconds at most",
    needs: "nothing",
    async run(site) {
      const path = newPath(site);
      const first = page(await site.ask(path), 404);
      const beganAt = performance.now();
      holds(Number((await kept(site, path)).header("Age")) <= 60, "an Age of 60 at most", "more");
      await delay(LONGEST_MS - (performance.now() - beganAt));
      const later = page(await site.ask(path), 404);
      holds(renderOf(later) !== renderOf(first), "another render a minute later", "the kept one");
    },
  },
];
