import { objectsIn } from "../answer.ts";
import { equal, holds, invalid, lacks, matches, members, problem, status, text } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

const HOUR_MS = 3_600_000;

/** CONTRACT §3: tokens and the audit. */
export const publisher: Check[] = [
  {
    part: "§3",
    title: "GET /edge: the purge budget left, the queue, the oldest wait, the failures",
    needs: "token",
    async run(site) {
      const edge = status(await site.api("/edge"), 200).json();
      members("the edge", edge, ["budget", "queue", "failures", "lifeboat"]);
      const [budget, queue] = objectsIn([edge.budget, edge.queue]);
      const { left, bucket } = budget ?? {};
      const { waiting, oldestSeconds } = queue ?? {};
      holds(
        Number.isInteger(left) && Number(left) >= 0 && Number(left) <= Number(bucket),
        "calls left",
        String(left),
      );
      holds(Number.isInteger(waiting) && Number(waiting) >= 0, "changes that wait", String(waiting));
      equal("an oldest wait", oldestSeconds === null, waiting === 0);
      holds(Number.isInteger(edge.failures), "failures", String(edge.failures));
    },
  },
  {
    part: "§3",
    title: "POST /tokens: 201, Location, the secret once; it works at once, revoked it is 401",
    needs: "token",
    async run(site) {
      const { name } = site.newsroom;
      const answer = status(await make(site, { name, role: "writer" }), 201);
      const token = answer.json();
      members("a token", token, ["id", "name", "role", "createdAt", "expiresAt", "lastUsedAt", "secret"]);
      equal("Location", answer.header("Location"), `/api/v1/tokens/${token.id}`);
      const secret = text("secret", token.secret);
      matches("secret", secret, /^dl_/);
      status(await me(site, secret), 200);
      const list = status(await site.api("/tokens"), 200);
      lacks(list, secret);
      const own = objectsIn(list.json().items).find(({ id }) => id === token.id);
      holds(
        own !== undefined && !("secret" in own) && !("hash" in own),
        "it in the list, without secret",
        "not",
      );
      status(await site.api(`/tokens/${token.id}`, { method: "DELETE" }), 204);
      status(await me(site, secret), 401);
      problem(await site.api(`/tokens/${token.id}`, { method: "DELETE" }), 404, "not_found");
    },
  },
  {
    part: "§3",
    title: "POST /tokens: an expiry in the past, an unknown role or no name: 422",
    needs: "token",
    async run(site) {
      const { name } = site.newsroom;
      const expiresAt = new Date(Date.now() - HOUR_MS).toISOString();
      invalid(await make(site, { name, role: "writer", expiresAt }), "expiresAt");
      invalid(await make(site, { name, role: "owner" }), "role");
      invalid(await make(site, { role: "writer" }), "name");
    },
  },
  {
    part: "§3",
    title: "GET /audit: who did what, when, to what; newest first",
    needs: "token",
    async run(site) {
      const { name } = site.newsroom;
      const put = await site.api(`/topics/${name}-audited`, {
        method: "PUT",
        json: { name: `${name} audited` },
      });
      const { items } = status(await site.api("/audit?limit=20"), 200).json();
      const entry = objectsIn(items).find(({ requestId }) => requestId === put.header("X-Request-Id"));
      members("an entry", entry, ["id", "at", "actor", "action", "subject", "detail", "requestId"]);
      members("its actor", entry?.actor, ["id", "name"]);
      equal("subject", entry?.subject, `${name}-audited`);
      const times = objectsIn(items).map(({ at }) => String(at));
      equal("at, newest first", times, times.toSorted().reverse());
      status(await site.api(`/topics/${name}-audited`, { method: "DELETE" }), 204);
    },
  },
  {
    part: "§0",
    title: "tokens, redirects and the audit are a publisher's: a writer is 403",
    needs: "token",
    async run(site) {
      const token = status(await make(site, { name: site.newsroom.name, role: "writer" }), 201).json();
      const headers = { Authorization: `Bearer ${token.secret}` };
      for (const path of ["/tokens", "/redirects", "/audit"])
        problem(await site.ask(`/api/v1${path}`, { headers }), 403, "forbidden");
      status(await site.api(`/tokens/${token.id}`, { method: "DELETE" }), 204);
    },
  },
];

async function make(site: Site, json: Record<string, unknown>) {
  return await site.api("/tokens", { method: "POST", json });
}

async function me(site: Site, secret: string) {
  return await site.ask("/api/v1/me", { headers: { Authorization: `Bearer ${secret}` } });
}
