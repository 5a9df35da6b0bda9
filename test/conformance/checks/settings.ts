import { contains, equal, invalid, members, page, status } from "../assert.ts";
import type { Check } from "../check.ts";

const SOFT_MS = 5_000;
const SETTINGS = [
  "name",
  "tagline",
  "url",
  "language",
  "timeZone",
  "contactEmail",
  "publisher",
  "menu",
  "footer",
  "banner",
  "donation",
  "commentPolicy",
  "comments",
  "contentSignals",
  "webSubHub",
  "turnstileSiteKey",
];

/** CONTRACT §3: `GET · PATCH /site`. What is changed is put back. */
export const settings: Check[] = [
  {
    part: "§3",
    title: "GET /site has every setting",
    needs: "token",
    async run(site) {
      const json = status(await site.api("/site"), 200).json();
      members("the site", json, SETTINGS);
      members("comments", json.comments, ["closeAfterDays", "hours", "queueLimit", "alertAfterMinutes"]);
      equal("url", json.url, await site.url());
    },
  },
  {
    part: "§3",
    title: "PATCH /site changes the tagline, and the front page with it",
    needs: "token",
    async run(site) {
      const patch = async (json: unknown) =>
        status(await site.api("/site", { method: "PATCH", json }), 200).json();
      const { tagline, ...others } = status(await site.api("/site"), 200).json();
      page(await site.ask("/"));
      try {
        const said = `Tagline of ${site.newsroom.name}`;
        equal("tagline", (await patch({ tagline: said })).tagline, said);
        await site.soon(async () => contains(page(await site.ask("/")), said), SOFT_MS);
      } finally {
        const { tagline: restored, ...kept } = await patch({ tagline });
        equal("tagline and the others afterwards", [restored, kept], [tagline, others]);
      }
    },
  },
  {
    part: "§3",
    title: "PATCH /site with wrong values: 422, and nothing changes",
    needs: "token",
    async run(site) {
      const before = (await site.api("/site")).json();
      const patch = (json: unknown) => site.api("/site", { method: "PATCH", json });
      invalid(await patch({ tagline: 5 }), "tagline");
      invalid(await patch({ timeZone: "Europe/Atlantis" }), "timeZone");
      invalid(await patch({ contactEmail: "nowhere", tagline: "Lost" }), "contactEmail");
      status(await patch({ menu: [{ label: "Bad", url: "javascript:alert(1)" }] }), 422);
      equal("the settings", (await site.api("/site")).json(), before);
    },
  },
];
