import { type JsonObject, objectsIn } from "../answer.ts";
import { equal, holds, matches, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { oncePer } from "../lazily.ts";
import type { Call } from "../receiver.ts";
import type { Site } from "../site.ts";

/** The second attempt comes after five seconds and a tenth at most. */
const RETRY_MS = { least: 5_000, patience: 9_000 };
const QUIET_MS = 500;

/** The first thing that the receiver hears of is answered 500: the second attempt is looked at when its time has come. */
const refused = oncePer(async (site: Site) => {
  const receiver = await site.wire.receiver();
  receiver.answers = [500];
  const call = await tested(site);
  return { call, at: Date.now() };
});

/** Has `webhook.test` sent, and gives the call by which it came. */
async function tested(site: Site): Promise<Call> {
  const receiver = await site.wire.receiver();
  const answer = status(await site.api(`/webhooks/${receiver.id}/test`, { method: "POST" }), 202);
  const [event] = objectsIn([answer.json().event]);
  return await receiver.call("webhook.test", ({ id }) => id === event?.id);
}

/** CONTRACT §6: what a receiver on this machine gets, checked by the library of Standard Webhooks. */
export const receiving: Check[] = [
  {
    part: "§6",
    title: "a delivery is signed by Standard Webhooks; its webhook-id is the event's",
    needs: "token",
    async run(site) {
      const { call } = await refused(site);
      equal("secrets that signed it", call.signedBy.length, 1);
      equal("webhook-id", call.id, call.event.id);
      equal(
        "type and members",
        [call.event.type, Object.keys(call.event)],
        ["webhook.test", ["id", "type", "timestamp", "data"]],
      );
      equal("Content-Type", call.headers["content-type"], "application/json");
      equal("dateline-hops", call.headers["dateline-hops"], "1");
      matches("dateline-request-id", call.headers["dateline-request-id"], /./);
    },
  },
  {
    part: "§6",
    title: "a publication is told at once, as the API reads the article, and stands among the events",
    needs: "token",
    async run(site) {
      const receiver = await site.wire.receiver();
      const { id } = await site.newsroom.published({ headline: `Heard of in ${site.newsroom.name}` });
      const call = await receiver.call("article.published", about(id));
      equal("type", call.event.type, "article.published");
      equal("data.article", call.event.data.article, (await site.newsroom.read(id)).json);
      status(await site.api(`/events?after=${call.id}`), 200);
      equal("secrets that signed it", call.signedBy.length, 1);
    },
  },
  {
    part: "§6",
    title: "what happens to one article comes in order",
    needs: "token",
    async run(site) {
      const receiver = await site.wire.receiver();
      const published = await site.newsroom.published();
      const changed = await site.newsroom.patch(published, { headline: `In order in ${site.newsroom.name}` });
      await site.newsroom.withdraw(changed);
      await receiver.call(
        "article.withdrawn",
        (call) => about(published.id)(call) && call.event.type === "article.withdrawn",
      );
      equal(
        "types",
        receiver.calls.filter(about(published.id)).map(({ event }) => event.type),
        ["article.published", "article.updated", "article.withdrawn"],
      );
    },
  },
  {
    part: "§6",
    title: "paused, it hears of nothing; resumed, it is told what waited",
    needs: "token",
    async run(site) {
      const receiver = await site.wire.receiver();
      const url = `${receiver.url}/paused`;
      const path = `/webhooks/${(await site.wire.webhook({ url, events: ["article.*"] })).id}`;
      const turn = (state: string) => site.api(path, { method: "PATCH", json: { state } });
      status(await turn("paused"), 200);
      const { id } = await site.newsroom.published();
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      const isIt = (call: Call) => call.path.endsWith("/paused") && about(id)(call);
      equal("calls while it is paused", receiver.calls.filter(isIt).length, 0);
      status(await turn("active"), 200);
      await receiver.call("what waited", isIt);
      status(await site.api(path, { method: "DELETE" }), 204);
    },
  },
  {
    part: "§6",
    title: "a new secret: both sign; a redelivery has the id of the first",
    needs: "token",
    async run(site) {
      const receiver = await site.wire.receiver();
      const renewed = status(await site.api(`/webhooks/${receiver.id}/secret`, { method: "POST" }), 200);
      receiver.secrets.push(String(renewed.json().secret));
      const call = await tested(site);
      equal("secrets that signed it", call.signedBy.length, 2);
      const delivery = await delivered(site, call.id);
      status(await site.api(`/deliveries/${delivery.id}/redelivery`, { method: "POST" }), 202);
      const again = await receiver.call("a redelivery", ({ id }) => id === call.id, { besides: [call] });
      equal("type", again.event.type, call.event.type);
    },
  },
  {
    part: "§6",
    title: "what was refused comes again after five seconds under its id, signed anew",
    needs: "token",
    async run(site) {
      const receiver = await site.wire.receiver();
      const { call, at } = await refused(site);
      const wanted = { besides: [call], patienceMs: RETRY_MS.patience };
      const again = await receiver.call("a second attempt", ({ id }) => id === call.id, wanted);
      const waited = Date.now() - at;
      equal("event", again.event, call.event);
      holds(again.signedBy.length > 0, "a right signature", "none");
      const { attempts } = await delivered(site, call.id);
      const [first, second] = objectsIn(attempts);
      equal("statuses of the attempts", [first?.status, second?.status], [500, 204]);
      const apart = Date.parse(String(second?.at)) - Date.parse(String(first?.at));
      holds(apart >= RETRY_MS.least, "five seconds between them", `${apart} ms`);
      return `looked after ${waited} ms`;
    },
  },
  {
    part: "§6",
    title: "410 disables a webhook: it is told nothing more",
    needs: "token",
    async run(site) {
      const receiver = await site.wire.receiver();
      receiver.answers = [410];
      await tested(site);
      await site.soon(async () => {
        const read = status(await site.api(`/webhooks/${receiver.id}`), 200).json();
        equal("state", read.state, "disabled");
      }, RETRY_MS.least);
      const { id } = await site.newsroom.published();
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      equal("calls", receiver.calls.filter(about(id)).length, 0);
    },
  },
];

function about(id: string): (call: Call) => boolean {
  return ({ event: { data } }) => objectsIn([data.article])[0]?.id === id;
}

/** The delivery of an event, when it is done. */
async function delivered(site: Site, event: string): Promise<JsonObject> {
  const { id } = await site.wire.receiver();
  let found: JsonObject | undefined;
  await site.soon(async () => {
    const { items } = status(await site.api(`/deliveries?webhook=${id}&status=delivered`), 200).json();
    found = objectsIn(items).find((delivery) => objectsIn([delivery.event])[0]?.id === event);
    holds(found !== undefined, "it among the deliveries", "nothing");
  }, RETRY_MS.least);
  return found ?? {};
}
