import { isObject } from "../answer.ts";
import { contains, equal, invalid, matches, members, page, status } from "../assert.ts";
import { type Check, Skipped } from "../check.ts";

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

/** Of comments: no hours as schema.org writes them, no days, no queue, no minutes. */
const WRONG_RULES: [member: string, value: unknown][] = [
  ["hours", "when we like"],
  ["hours", "Mo-Fr 9-18"],
  ["closeAfterDays", 0],
  ["queueLimit", 0],
  ["alertAfterMinutes", -1],
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
    part: "§4",
    title: "outside of the declared hours the comments page says when editors are back",
    needs: "token",
    async run(site) {
      const { language, comments } = status(await site.api("/site"), 200).json();
      if (/^ar\b/.test(String(language))) throw new Skipped("hours may be in other digits here");
      const patch = async (hours: unknown) =>
        status(await site.api("/site", { method: "PATCH", json: { comments: { hours } } }), 200).json();
      const { path } = await site.newsroom.published();
      try {
        await patch(`${dayAfterTomorrow()} 10:34-10:35`);
        const { text } = page(await site.ask(`${path}/comments`));
        matches("when editors are back", text, /10\D34/);
      } finally {
        const hours = isObject(comments) ? comments.hours : null;
        equal("the rules afterwards", (await patch(hours)).comments, comments);
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
      for (const [member, value] of WRONG_RULES)
        invalid(await patch({ comments: { [member]: value } }), `comments.${member}`);
      status(await patch({ menu: [{ label: "Bad", url: "javascript:alert(1)" }] }), 422);
      equal("the settings", (await site.api("/site")).json(), before);
    },
  },
];

/** As schema.org writes it; in no zone it is today. */
function dayAfterTomorrow(): string {
  const day = new Date(Date.now() + 2 * 86_400_000).getUTCDay();
  return ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"][day] ?? "";
}
