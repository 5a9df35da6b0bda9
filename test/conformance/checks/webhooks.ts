import { type JsonObject, objectsIn } from "../answer.ts";
import { equal, holds, invalid, lacks, matches, members, problem, status } from "../assert.ts";
import { type Check, Skipped } from "../check.ts";
import { oncePer } from "../lazily.ts";
import type { Site } from "../site.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const PRIVATE = [
  "http://example.org/",
  "https://127.0.0.1/",
  "https://localhost/",
  "https://10.0.0.1/",
  "https://192.168.1.1/",
  "https://169.254.169.254/latest/meta-data",
  "https://[::1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://0x7f000001/",
  "https://router.local/",
  "https://example.org:8443/",
];

/** A webhook that leads nowhere and hears of next to nothing. */
const nobody = oncePer((site: Site) => site.wire.webhook());

/** CONTRACT §6: who is told, and the log. Nothing here needs a receiver. */
export const webhooks: Check[] = [
  {
    part: "§6",
    title: "a webhook is made with its secret, which is nowhere shown again",
    needs: "token",
    async run(site) {
      const made = await nobody(site);
      matches("secret", made.secret, /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/);
      const { secret: _, ...shown } = made;
      equal("read by its id", status(await site.api(`/webhooks/${made.id}`), 200).json(), shown);
      const list = status(await site.api("/webhooks?limit=100"), 200);
      equal(
        "in the list",
        objectsIn(list.json().items).find(({ id }) => id === made.id),
        shown,
      );
      lacks(list, made.secret.slice("whsec_".length));
    },
  },
  {
    part: "§6",
    title: "addresses that are private, near, not https or our own: 422",
    needs: "token",
    async run(site) {
      if (site.isLocal && (await site.wire.isPrivateAllowed()))
        throw new Skipped("NOT TRIED: this site runs with ALLOW_PRIVATE_WEBHOOKS=1");
      const own = (await site.url()).startsWith("https:") ? [await site.url()] : [];
      const { id } = await nobody(site);
      for (const url of [...PRIVATE, ...own]) {
        const json = { url, events: ["*"] };
        invalid(await site.api("/webhooks", { method: "POST", json }), "url");
        invalid(await site.api(`/webhooks/${id}`, { method: "PATCH", json: { url } }), "url");
      }
    },
  },
  {
    part: "§6",
    title: "events that there are not: 422",
    needs: "token",
    async run(site) {
      for (const events of [[], ["article.lost"], ["art*"]]) {
        const json = { url: site.wire.nobodysUrl, events };
        problem(await site.api("/webhooks", { method: "POST", json }), 422, "invalid");
      }
    },
  },
  {
    part: "§6",
    title: "PATCH changes what it is told, pauses and resumes it",
    needs: "token",
    async run(site) {
      const { id } = await nobody(site);
      for (const json of [{ state: "paused" }, { events: ["notice.received"] }, { state: "active" }]) {
        const patched = status(await site.api(`/webhooks/${id}`, { method: "PATCH", json }), 200).json();
        for (const [name, value] of Object.entries(json)) equal(name, patched[name], value);
      }
    },
  },
  {
    part: "§6",
    title: "a new secret is shown once; the one before signs for 24 hours more",
    needs: "token",
    async run(site) {
      const made = await nobody(site);
      const renewed = status(await site.api(`/webhooks/${made.id}/secret`, { method: "POST" }), 200).json();
      holds(renewed.secret !== made.secret, "another secret", "the same");
      const left = Date.parse(String(renewed.oldSecretUntil)) - Date.now();
      holds(Math.abs(left - 24 * HOUR_MS) < MINUTE_MS, "24 hours more", `${left} ms`);
    },
  },
  {
    part: "§6",
    title: "a test is a delivery in the log; what waits can't be repeated; deleted, it is dropped",
    needs: "token",
    async run(site) {
      const { id } = await site.wire.webhook();
      const tested = status(await site.api(`/webhooks/${id}/test`, { method: "POST" }), 202).json();
      members("a delivery", tested, [
        ...["id", "kind", "webhook", "event", "subject", "requestId", "status", "createdAt"],
        ...["nextAttemptAt", "attempts"],
      ]);
      const [event] = objectsIn([tested.event]);
      equal("webhook and type", [tested.webhook, event?.type], [id, "webhook.test"]);
      equal("pending ones", idsOf(await deliveriesOf(site, `${id}&status=pending`)), [tested.id]);
      equal("delivered ones", await deliveriesOf(site, `${id}&status=delivered`), []);
      const again = await site.api(`/deliveries/${tested.id}/redelivery`, { method: "POST" });
      problem(again, 409, "wrong_state");
      status(await site.api(`/webhooks/${id}`, { method: "DELETE" }), 204);
      problem(await site.api(`/webhooks/${id}`), 404, "not_found");
      equal("dropped ones", idsOf(await deliveriesOf(site, `${id}&status=dropped`)), [tested.id]);
    },
  },
];

async function deliveriesOf(site: Site, query: string): Promise<JsonObject[]> {
  return objectsIn(status(await site.api(`/deliveries?webhook=${query}`), 200).json().items);
}

function idsOf(items: JsonObject[]): unknown[] {
  return items.map(({ id }) => id);
}
