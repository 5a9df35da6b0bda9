import { contains, holds, matches, page } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";
import { cacheStatus, kept, renderOf } from "./kept.ts";

/** The second, delayed purge is through by then. */
const PATIENCE_MS = 75_000;

/** A publisher's changes, and when readers see them. */
export const changes: Check[] = [
  {
    part: "§2",
    title: "a publication purges the lists that show it",
    needs: "token",
    async run(site) {
      const draft = await site.newsroom.draft();
      const lists = ["/", `/${await site.newsroom.section()}`];
      for (const list of lists) await kept(site, list);
      const { path } = await site.newsroom.publish(draft);
      return await measured(site, async () => {
        for (const list of lists) contains(page(await site.ask(list)), `href="${path}"`);
      });
    },
  },
  {
    part: "§2",
    title: "an edit purges the story's page",
    needs: "token",
    async run(site) {
      const story = await site.newsroom.published();
      await kept(site, story.path);
      const headline = `Edited behind the edge in ${site.newsroom.name}`;
      await site.newsroom.patch(story, { headline });
      return await measured(site, async () => contains(page(await site.ask(story.path)), headline));
    },
  },
  {
    part: "§2",
    title: "a withdrawal purges the story's page: 410",
    needs: "token",
    async run(site) {
      const story = await site.newsroom.published();
      await kept(site, story.path);
      await site.newsroom.withdraw(story);
      return await measured(site, async () => void page(await site.ask(story.path), 410));
    },
  },
  {
    part: "§2",
    title: "a site setting invalidates softly: the old page is served until the new one is there",
    needs: "token",
    async run(site) {
      const { tagline } = (await site.api("/site")).json();
      const before = await kept(site, "/");
      const said = `Tagline behind the edge of ${site.newsroom.name}`;
      await patch(site, said);
      try {
        return await measured(site, async () => {
          const front = page(await site.ask("/"));
          const isOld = renderOf(front) === renderOf(before);
          // Elsewhere a machine may not have heard of it yet.
          if (isOld) matches("CF-Cache-Status", cacheStatus(front), /^(?:STALE|UPDATING|HIT)$/);
          contains(front, said);
        });
      } finally {
        await patch(site, tagline);
      }
    },
  },
];

async function patch(site: Site, tagline: unknown): Promise<void> {
  const answer = await site.api("/site", { method: "PATCH", json: { tagline } });
  holds(answer.status === 200, "200 from PATCH /site", String(answer.status));
}

/** Asks until the change is seen; says how long that took, and how often it was asked. */
async function measured(site: Site, assertion: () => Promise<void>): Promise<string> {
  const beganAt = performance.now();
  let looks = 0;
  await site.soon(async () => {
    looks += 1;
    await assertion();
  }, PATIENCE_MS);
  return `seen after ${Math.round(performance.now() - beganAt)} ms, at look ${looks}`;
}
