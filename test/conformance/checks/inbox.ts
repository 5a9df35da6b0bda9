import { type JsonObject, objectsIn } from "../answer.ts";
import { contains, equal, holds, invalid, matches, members, page, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { oncePer } from "../lazily.ts";
import { message, referenceIn } from "../sender.ts";
import type { Site } from "../site.ts";

const BROKEN = '{"type": "article.published", ';

/** A source without a default section, and what it sent: broken JSON, and two stories that have no section. */
const failing = oncePer(async (site: Site) => {
  const sender = await site.wire.sender("standard", "failing", { defaultSection: null });
  const answers = [await sender.deliver(BROKEN)];
  for (const externalId of ["one", "two"])
    answers.push(await sender.publish({ externalId, headline: "A probe", body: { source: "It waits." } }));
  return { sender, answers };
});

/** CONTRACT §5: what was delivered is kept, and can be handled anew. */
export const inbox: Check[] = [
  {
    part: "§5",
    title: "what can't be used, bad JSON included: 422, and kept as failed with its raw body",
    needs: "token",
    async run(site) {
      const { answers } = await failing(site);
      for (const answer of answers) problem(answer, 422, "invalid");
      const kept = await entriesOf(site, "failed");
      equal("failed deliveries", kept.length, answers.length);
      const whole = status(await site.api(`/inbox/${kept.at(-1)?.id}`), 200).json();
      equal("body", whole.body, BROKEN);
      members("an entry", whole, [
        ...["id", "source", "deliveryId", "digest", "outcome", "why", "externalId", "version", "article"],
        ...["failures", "bytes", "receivedAt", "handledAt", "headers", "body"],
      ]);
      matches("digest", whole.digest, /^[\da-f]{64}$/);
      holds(!/whsec_|"webhook-signature"/.test(JSON.stringify(whole)), "no signature in it", "one");
    },
  },
  {
    part: "§5",
    title: "the inbox lists page by page, newest first, by source and outcome",
    needs: "token",
    async run(site) {
      const all = await entriesOf(site);
      const ids: unknown[] = [];
      const own = `/inbox?source=${(await failing(site)).sender.source.slug}&limit=2`;
      for (let next: unknown = ""; next !== null; ) {
        const cursor = next === "" ? "" : `&cursor=${next}`;
        const { items, nextCursor } = status(await site.api(own + cursor), 200).json();
        ids.push(...objectsIn(items).map(({ id }) => id));
        next = nextCursor;
      }
      equal(
        "ids page by page",
        ids,
        all.map(({ id }) => id),
      );
      equal("ids, newest first", ids, ids.toSorted().reverse());
      equal("created", (await entriesOf(site, "created")).length, 0);
      problem(await site.api("/inbox?cursor=broken"), 400, "bad_cursor");
      invalid(await site.api("/inbox?outcome=lost"), "outcome");
    },
  },
  {
    part: "§5",
    title: "a replay, when the source is mended: created, and readers have it",
    needs: "token",
    async run(site) {
      const { sender } = await failing(site);
      const json = { defaultSection: await site.newsroom.section() };
      status(await site.api(`/sources/${sender.source.slug}`, { method: "PATCH", json }), 200);
      const [entry] = await entriesOf(site, "failed");
      const replayed = await site.api(`/inbox/${entry?.id}/replay`, { method: "POST" });
      const { outcome, article } = status(replayed, 200).json();
      equal("outcome", outcome, "created");
      site.newsroom.adopt(String(article));
      const { path } = await site.newsroom.read(String(article));
      await site.soon(async () => contains(page(await site.ask(path)), "It waits."));
      const again = await site.api(`/inbox/${entry?.id}/replay`, { method: "POST" });
      equal("article of a second replay", status(again, 200).json().article, article);
    },
  },
  {
    part: "§5",
    title: "a replay of all that failed: what can be used is done, the rest stays",
    needs: "token",
    async run(site) {
      const { sender } = await failing(site);
      const json = { source: sender.source.slug, outcome: "failed" };
      const { items, left, nextCursor } = status(
        await site.api("/inbox/replay", { method: "POST", json }),
        200,
      ).json();
      equal("left and nextCursor", [left, nextCursor], [0, null]);
      const outcomes = objectsIn(items).map(({ outcome }) => outcome);
      equal("outcomes", outcomes.toSorted(), ["created", "failed"]);
      for (const { article } of await entriesOf(site, "created")) site.newsroom.adopt(String(article));
    },
  },
  {
    part: "§5",
    title: "a dry run says what a delivery would do, and does nothing of it",
    needs: "token",
    async run(site) {
      const sender = await site.wire.sender("standard", "dry");
      const data = {
        externalId: "dry",
        version: 1,
        section: "probes",
        headline: "Dry",
        body: { source: "." },
      };
      const json = message("article.published", data);
      const path = `/sources/${sender.source.slug}/dry-run`;
      const said = status(await site.api(path, { method: "POST", json }), 200).json();
      equal(
        "outcome, externalId, version",
        [said.outcome, said.externalId, said.version],
        ["created", "dry", "1"],
      );
      const [article] = objectsIn([said.article]);
      equal("section", article?.section, await site.wire.mapped());
      const kept = status(await site.api(`/inbox?source=${sender.source.slug}`), 200).json();
      equal("deliveries in the inbox", kept.items, []);
      const bad = await site.api(path, { method: "POST", json: { type: "nonsense" } });
      equal("outcome of what can't be used", status(bad, 200).json().outcome, "failed");
      const { revision } = referenceIn(status(await sender.deliver(json), 201));
      holds(revision > 0, "an article behind it", String(revision));
    },
  },
];

async function entriesOf(site: Site, outcome?: string): Promise<JsonObject[]> {
  const { slug } = (await failing(site)).sender.source;
  const query = `source=${slug}&limit=100${outcome === undefined ? "" : `&outcome=${outcome}`}`;
  return objectsIn(status(await site.api(`/inbox?${query}`), 200).json().items);
}
