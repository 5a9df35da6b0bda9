import { contains, equal, invalid, lacks, page, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { bodyOf, inOrder } from "../page.ts";
import type { Site } from "../site.ts";

/** CONTRACT §3: what editors put on the front page. A run leaves it as it was. */
export const front: Check[] = [
  {
    part: "§3",
    title: "PUT /front: lead and pinned stories stand on the front page at once, first and once",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const [pinned, lead] = [await newsroom.published(), await newsroom.published()];
      await newsroom.published();
      await asBefore(site, async () => {
        const json = { lead: lead.id, pinned: [pinned.id] };
        equal("front", status(await put(site, json), 200).json(), json);
        equal("front", status(await site.api("/front"), 200).json(), json);
        await site.soon(async () => {
          const shown = page(await site.ask("/"));
          inOrder(bodyOf(shown), [
            ["the main part", "<main"],
            ["the lead", `href="${lead.path}"`],
            ["the pinned story", `href="${pinned.path}"`],
          ]);
          for (const { path } of [lead, pinned])
            equal(`links to ${path}`, shown.text.split(`href="${path}"`).length - 1, 1);
        });
      });
    },
  },
  {
    part: "§3",
    title: "PUT /front: null clears; a withdrawn lead falls away at once",
    needs: "token",
    async run(site) {
      const lead = await site.newsroom.published();
      await asBefore(site, async () => {
        status(await put(site, { lead: lead.id, pinned: [] }), 200);
        await site.soon(async () => contains(page(await site.ask("/")), `href="${lead.path}"`));
        await site.newsroom.withdraw(lead);
        await site.soon(async () => lacks(page(await site.ask("/")), `href="${lead.path}"`));
        const cleared = { lead: null, pinned: [] };
        equal("front", status(await put(site, cleared), 200).json(), cleared);
      });
    },
  },
  {
    part: "§3",
    title: "PUT /front: what is no published story is named, doubles and unknown members too: 422",
    needs: "token",
    async run(site) {
      const draft = await site.newsroom.draft();
      const story = await site.newsroom.published();
      await asBefore(site, async () => {
        const before = (await site.api("/front")).text;
        invalid(await put(site, { lead: draft.id, pinned: [] }), "lead");
        invalid(await put(site, { lead: null, pinned: [story.id, "nothing"] }), "pinned.1");
        invalid(await put(site, { lead: null, pinned: [story.id, story.id] }), "pinned.1");
        invalid(await put(site, { lead: null, pinned: [], top: story.id }), "top");
        equal("front", (await site.api("/front")).text, before);
      });
    },
  },
];

async function put(site: Site, json: Record<string, unknown>) {
  return await site.api("/front", { method: "PUT", json });
}

/** Does the work, and puts back what stood on the front page. */
async function asBefore(site: Site, work: () => Promise<void>): Promise<void> {
  const before = status(await site.api("/front"), 200).json();
  try {
    await work();
  } finally {
    await put(site, before);
  }
}
