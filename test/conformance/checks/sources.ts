import { objectsIn } from "../answer.ts";
import { equal, holds, invalid, lacks, matches, members, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Sender } from "../sender.ts";
import type { Site } from "../site.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** CONTRACT §5: who may publish by webhook. */
export const sources: Check[] = [
  {
    part: "§5",
    title: "a source is made with a secret of 32 bytes, which is nowhere shown again",
    needs: "token",
    async run(site) {
      const { source } = await site.wire.standard();
      matches("secret", source.secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
      const listed = (await sourcesOf(site)).find(({ slug }) => slug === source.slug);
      members("a source", listed, [
        ...["slug", "kind", "url", "defaultSection", "sections", "defaultAuthor", "publish", "language"],
        ...["createdAt", "oldSecretUntil"],
      ]);
      equal("url", listed?.url, `${await site.url()}/hooks/${source.slug}`);
      lacks(await site.api("/sources?limit=100"), source.secret.slice("whsec_".length));
    },
  },
  {
    part: "§5",
    title: "a second source of that name: 409 in_use; of another kind, with unknown sections or authors: 422",
    needs: "token",
    async run(site) {
      const { slug } = (await site.wire.standard()).source;
      const make = (json: object) => site.api("/sources", { method: "POST", json });
      problem(await make({ slug, kind: "standard" }), 409, "in_use");
      const other = `${slug}-other`;
      invalid(await make({ slug: other, kind: "gopher" }), "kind");
      const nowhere = { defaultSection: `${slug}-nowhere`, sections: { a: `${slug}-nowhere` } };
      const refused = await make({ slug: other, kind: "standard", ...nowhere, defaultAuthor: slug });
      for (const path of ["defaultSection", "sections.a", "defaultAuthor"]) invalid(refused, path);
    },
  },
  {
    part: "§5",
    title: "PATCH changes how it is taken: what it sends then is a draft",
    needs: "token",
    async run(site) {
      const sender = await site.wire.sender("standard", "patched");
      const json = { publish: "draft", language: "de" };
      const path = `/sources/${sender.source.slug}`;
      const patched = status(await site.api(path, { method: "PATCH", json }), 200).json();
      equal("publish and language", [patched.publish, patched.language], ["draft", "de"]);
      const made = await sender.publish({ externalId: "a", headline: "A probe", body: { source: "Text" } });
      const [article] = objectsIn([status(made, 201).json().article]);
      equal("url of a draft", article?.url, null);
      const { status: stands, json: draft } = await site.newsroom.read(String(article?.id));
      equal("status and language", [stands, draft.language], ["draft", "de"]);
    },
  },
  {
    part: "§5",
    title: "a new secret: the old one is good for 24 hours more; deleted, neither is",
    needs: "token",
    async run(site) {
      const sender = await site.wire.sender("standard", "renewed");
      const path = `/sources/${sender.source.slug}`;
      const renewed = status(await site.api(`${path}/secret`, { method: "POST" }), 200).json();
      const left = Date.parse(String(renewed.oldSecretUntil)) - Date.now();
      holds(Math.abs(left - 24 * HOUR_MS) < MINUTE_MS, "24 hours more", `${left} ms`);
      const secrets = [sender.source.secret, String(renewed.secret)];
      holds(secrets[0] !== secrets[1], "another secret", "the same");
      equal("statuses with the old and the new", await answered(sender, secrets), [200, 200]);
      status(await site.api(path, { method: "DELETE" }), 204);
      equal("statuses when deleted", await answered(sender, secrets), [401, 401]);
      problem(await site.api(path, { method: "DELETE" }), 404, "not_found");
    },
  },
];

/** What withdrawals of nothing, signed by each of the secrets, are answered. */
async function answered(sender: Sender, secrets: string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const secret of secrets)
    statuses.push((await sender.withdraw({ externalId: "none" }, { secret })).status);
  return statuses;
}

async function sourcesOf(site: Site) {
  return objectsIn(status(await site.api("/sources?limit=100"), 200).json().items);
}
