import { isObject, type JsonObject, objectsIn } from "../answer.ts";
import { equal, holds, matches, members, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";

const RFC3339_MS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** How long a site looks whether a change is seen, in milliseconds. */
const SEEN_MS = 10_000;

/** CONTRACT §3: `PUT /articles/{id}/publication`, and corrections. */
export const publication: Check[] = [
  {
    part: "§3",
    title: "published: status, path by day and slug, absolute url, publishedAt",
    needs: "token",
    async run(site) {
      const { json, path, status: state } = await site.newsroom.published();
      equal("status", state, "published");
      matches("path", path, /^\/\d{4}\/\d{2}\/\d{2}\/[^/]+$/);
      equal("slug", json.slug, path.split("/").at(-1));
      equal("url", json.url, (await site.url()) + path);
      matches("publishedAt", json.publishedAt, RFC3339_MS);
    },
  },
  {
    part: "§3",
    title: "the receipt says which tags were purged, how, and when",
    needs: "token",
    async run({ newsroom }) {
      const { receipt } = (await newsroom.published()).json;
      members("receipt", receipt, ["tags", "mode", "outcome", "at"]);
      const { tags, mode, outcome, at } = isObject(receipt) ? receipt : {};
      holds(Array.isArray(tags) && tags.length > 0, "tags", JSON.stringify(tags));
      equal("mode", mode, "purge");
      matches("outcome", outcome, /^(done|queued)$/);
      matches("at", at, RFC3339_MS);
    },
  },
  {
    part: "§3",
    title: "an article's receipt says after how many milliseconds readers saw it",
    needs: "token",
    async run(site) {
      const story = await site.newsroom.published();
      const url = (await site.url()) + story.path;
      await site.soon(async () => {
        const receipt = status(await site.api(`/articles/${story.id}/receipt`), 200).json();
        const { event, type, tags, mode, outcome, at, seenAfterMs } = receipt;
        equal(
          "type, mode, outcome and url",
          [type, mode, outcome, receipt.url],
          ["article.published", "purge", "done", url],
        );
        matches("event", event, /^[\w-]+$/);
        matches("at", at, RFC3339_MS);
        holds(Array.isArray(tags) && tags.length > 0, "tags", JSON.stringify(tags));
        holds(
          typeof seenAfterMs === "number" && seenAfterMs >= 0,
          "seenAfterMs",
          JSON.stringify(seenAfterMs),
        );
      }, SEEN_MS);
    },
  },
  {
    part: "§3",
    title: "what was never public has no receipt: 404",
    needs: "token",
    async run(site) {
      const { id } = await site.newsroom.draft();
      problem(await site.api(`/articles/${id}/receipt`), 404, "not_found");
      problem(await site.api("/articles/conformance-nothing/receipt"), 404, "not_found");
    },
  },
  {
    part: "§3",
    title: "published twice: 200, and nothing moves",
    needs: "token",
    async run({ newsroom }) {
      const story = await newsroom.published();
      const again = await newsroom.publish(story);
      const facts = ({ path, revision, json }: typeof story) => [
        path,
        revision,
        json.publishedAt,
        json.updatedAt,
      ];
      equal("path, revision and times", facts(again), facts(story));
    },
  },
  {
    part: "§3",
    title: "backdated: the day of that time in the path, for good",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const slug = `${newsroom.name}-backdated`;
      const story = await newsroom.publish(await newsroom.draft({ slug }), {
        at: "2016-11-30T14:13:00+02:00",
      });
      equal("publishedAt", story.json.publishedAt, "2016-11-30T12:13:00.000Z");
      const { timeZone } = (await site.api("/site")).json();
      equal("path", story.path, `/${dayIn(String(timeZone), "2016-11-30T12:13:00.000Z")}/${slug}`);
      const changed = await newsroom.patch(story, { headline: "Quite another headline" });
      equal("path after a change", changed.path, story.path);
    },
  },
  {
    part: "§3",
    title: "the same slug on the same day gets -2",
    needs: "token",
    async run({ newsroom }) {
      const slug = `${newsroom.name}-twice`;
      const first = await newsroom.published({ slug });
      const second = await newsroom.published({ slug });
      equal("the second path", second.path, `${first.path}-2`);
    },
  },
  {
    part: "§3",
    title: "withdrawn: status, the same path, a receipt; without reason 422",
    needs: "token",
    async run({ newsroom }) {
      const story = await newsroom.published();
      problem(await newsroom.putPublication(story, { state: "withdrawn" }), 422, "invalid");
      const gone = await newsroom.withdraw(story);
      equal("status and path", [gone.status, gone.path], ["withdrawn", story.path]);
      members("receipt", gone.json.receipt, ["tags", "mode", "outcome", "at"]);
    },
  },
  {
    part: "§3",
    title: "a draft can't be withdrawn, and there is no other state",
    needs: "token",
    async run({ newsroom }) {
      const draft = await newsroom.draft();
      status(await newsroom.putPublication(draft, { state: "withdrawn", reason: "It never was." }), 409);
      problem(await newsroom.putPublication(draft, { state: "burnt" }), 422, "invalid");
      problem(await newsroom.putPublication(draft, { state: "published", at: "yesterday" }), 422, "invalid");
      equal("status", (await newsroom.read(draft.id)).status, "draft");
    },
  },
  {
    part: "§3",
    title: "a correction is kept with its time; a draft has none",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const correct = (id: string, json: JsonObject) =>
        site.api(`/articles/${id}/corrections`, { method: "POST", json });
      const story = await newsroom.story();
      const [correction] = objectsIn(story.json.corrections);
      equal("text", correction?.text, `Correction of ${newsroom.name}.`);
      matches("createdAt", correction?.createdAt, RFC3339_MS);
      status(await correct((await newsroom.draft()).id, { text: "Too early." }), 409);
      problem(await correct(story.id, { text: "" }), 422, "invalid");
    },
  },
];

/** "2016/11/30": the day of a time in a zone. */
function dayIn(timeZone: string, at: string): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return format.format(new Date(at)).replaceAll("-", "/");
}
