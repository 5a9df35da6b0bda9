import { type JsonObject, objectsIn } from "../answer.ts";
import { equal, holds, matches, members, problem, status, text } from "../assert.ts";
import type { Check } from "../check.ts";
import { oncePer } from "../lazily.ts";
import type { Site } from "../site.ts";

const TYPES =
  /^(?:article\.(?:published|updated|corrected|scheduled|withdrawn|removed)|comment\.(?:submitted|published|declined|removed)|notice\.received)$/;
const PATIENCE_MS = 5_000;

/** An article that was published, changed, corrected and withdrawn, and the id of the event before all of that. */
const told = oncePer(async (site: Site) => {
  const { newsroom } = site;
  const before = await someEvent(site);
  const published = await newsroom.published({ headline: `Told of in ${newsroom.name}` });
  const changed = await newsroom.patch(published, { headline: `Told of anew in ${newsroom.name}` });
  const json = { text: "A probe was corrected." };
  status(await site.api(`/articles/${changed.id}/corrections`, { method: "POST", json }), 201);
  await newsroom.withdraw(await newsroom.read(changed.id));
  return { before, id: changed.id };
});

/** The id of an event that just happened: a list of years is not to be read for it. */
async function someEvent(site: Site): Promise<string> {
  const { id } = await site.wire.webhook({ events: ["article.published"] });
  await site.newsroom.published();
  let delivery: JsonObject | undefined;
  await site.soon(async () => {
    [delivery] = objectsIn(status(await site.api(`/deliveries?webhook=${id}`), 200).json().items);
    holds(delivery !== undefined, "a delivery of what was published", "none");
  }, PATIENCE_MS);
  status(await site.api(`/webhooks/${id}`, { method: "DELETE" }), 204);
  const [event] = objectsIn([delivery?.event]);
  return text("event.id", event?.id);
}

/** CONTRACT §6: what happened, in the order in which it was committed. */
export const events: Check[] = [
  {
    part: "§6",
    title: "what happened to an article, in its order: {id, type, timestamp, data.article}",
    needs: "token",
    async run(site) {
      const { before, id } = await told(site);
      const own = (await eventsAfter(site, before)).filter((event) => articleIn(event)?.id === id);
      equal(
        "types",
        own.map(({ type }) => type),
        ["article.published", "article.updated", "article.corrected", "article.withdrawn"],
      );
      for (const event of own) members("an event", event, ["id", "type", "timestamp", "data"]);
      const { json } = await site.newsroom.read(id);
      equal("members of the article told", Object.keys(articleIn(own[0]) ?? {}), Object.keys(json));
    },
  },
  {
    part: "§6",
    title: "page by page there is neither gap nor repetition, and nextCursor is null behind the last",
    needs: "token",
    async run(site) {
      const { before } = await told(site);
      const all = await eventsAfter(site, before);
      const ids: unknown[] = [];
      for (let after = before; ; ) {
        const { items, nextCursor } = await eventsPage(site, after, 2);
        ids.push(...objectsIn(items).map(({ id }) => id));
        if (nextCursor === null) break;
        after = text("nextCursor", nextCursor);
      }
      equal(
        "ids page by page",
        ids,
        all.map(({ id }) => id),
      );
      equal("different ids", new Set(ids).size, ids.length);
      for (const { type } of all) matches("type", type, TYPES);
    },
  },
  {
    part: "§6",
    title: "an unknown cursor: 400 bad_cursor; events are for publishers only",
    needs: "token",
    async run(site) {
      for (const after of ["nonsense", "broken.cursor"])
        problem(await site.api(`/events?after=${after}`), 400, "bad_cursor");
      problem(await site.ask("/api/v1/events"), 401, "unauthorized");
    },
  },
];

function articleIn(event: JsonObject | undefined): JsonObject | undefined {
  const [data] = objectsIn([event?.data]);
  return objectsIn([data?.article])[0];
}

async function eventsAfter(site: Site, after: string): Promise<JsonObject[]> {
  return objectsIn((await eventsPage(site, after, 100)).items);
}

async function eventsPage(site: Site, after: string, limit: number): Promise<JsonObject> {
  const query = `after=${encodeURIComponent(after)}&limit=${limit}`;
  return status(await site.api(`/events?${query}`), 200).json();
}
