import { isObject, type JsonObject } from "../answer.ts";
import { equal, holds, matches, members, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

/** CONTRACT §3 and §8: the API's document, and whether the site is well. */
export const operation: Check[] = [
  {
    part: "§8",
    title: "healthz: 200 {status, database, schema, version}",
    needs: "nothing",
    async run(site) {
      const health = status(await site.ask("/healthz"), 200).json();
      equal("status and database", [health.status, health.database], ["ok", "ok"]);
      holds(Number.isInteger(health.schema), "an integer schema", JSON.stringify(health.schema));
      matches("version", health.version, /^\d+\.\d+/);
    },
  },
  {
    part: "§3",
    title: "the OpenAPI 3.1 document names the site and its servers",
    needs: "nothing",
    async run(site) {
      const document = status(await site.ask("/api/openapi.json"), 200).json();
      matches("openapi", document.openapi, /^3\.1\./);
      members("the document", document, ["info", "servers", "paths", "components"]);
    },
  },
  {
    part: "§3",
    title: "every documented path starts with /api/v1",
    needs: "nothing",
    async run(site) {
      const strangers = (await operations(site))
        .map(({ path }) => path)
        .filter((path) => !path.startsWith("/api/v1/"));
      equal("paths outside /api/v1", strangers, []);
    },
  },
  {
    part: "§3",
    title: "operationIds are unique, and every operation has a summary and answers",
    needs: "nothing",
    async run(site) {
      const all = await operations(site);
      const ids = all.map(({ operation }) => String(operation.operationId));
      equal(
        "doubles among operationIds",
        ids.filter((id, n) => ids.indexOf(id) !== n),
        [],
      );
      for (const { operation } of all)
        members(String(operation.operationId), operation, ["operationId", "summary", "responses"]);
    },
  },
  {
    part: "§3",
    title: "every {parameter} of a documented path is declared",
    needs: "nothing",
    async run(site) {
      for (const { path, operation } of await operations(site)) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const { parameters } = operation as { parameters?: { name: string; in: string }[] };
        const declared = (parameters ?? []).filter((one) => one.in === "path").map((one) => one.name);
        equal(`path parameters of ${path}`, declared.sort(), named.sort());
      }
    },
  },
  {
    part: "§3",
    title: "the calls of the contract are documented",
    needs: "nothing",
    async run(site) {
      const found = (await operations(site)).map(({ method, path }) => `${method} ${path}`);
      const missing = CALLS.filter((call) => !found.includes(call));
      equal("calls that are missing", missing, []);
    },
  },
];

/** Grows with each part of the contract that is built. */
const CALLS = [
  "get /api/v1/me",
  "get /api/v1/articles/{id}/orphans",
  "get /api/v1/articles/{id}/orphans/{orphan}",
  "post /api/v1/articles",
  "get /api/v1/articles",
  "get /api/v1/articles/{id}",
  "patch /api/v1/articles/{id}",
  "put /api/v1/articles/{id}/publication",
  "post /api/v1/articles/{id}/corrections",
  "put /api/v1/sections/{slug}",
  "put /api/v1/authors/{slug}",
  "post /api/v1/media",
  "get /api/v1/media",
  "get /api/v1/media/{id}",
  "patch /api/v1/media/{id}",
  "delete /api/v1/media/{id}",
  "put /api/v1/media/{id}/file",
  "get /api/v1/site",
  "patch /api/v1/site",
  "get /api/v1/comments",
  "put /api/v1/comments/{id}/decision",
  "post /api/v1/sources",
  "get /api/v1/sources",
  "patch /api/v1/sources/{slug}",
  "delete /api/v1/sources/{slug}",
  "post /api/v1/sources/{slug}/secret",
  "post /api/v1/sources/{slug}/dry-run",
  "get /api/v1/inbox",
  "get /api/v1/inbox/{id}",
  "post /api/v1/inbox/{id}/replay",
  "post /api/v1/inbox/replay",
  "get /api/v1/events",
  "post /api/v1/webhooks",
  "get /api/v1/webhooks",
  "get /api/v1/webhooks/{id}",
  "patch /api/v1/webhooks/{id}",
  "delete /api/v1/webhooks/{id}",
  "post /api/v1/webhooks/{id}/test",
  "post /api/v1/webhooks/{id}/secret",
  "get /api/v1/deliveries",
  "post /api/v1/deliveries/{id}/redelivery",
];

interface Operation {
  method: string;
  path: string;
  operation: JsonObject;
}

async function operations(site: Site): Promise<Operation[]> {
  const { paths } = status(await site.ask("/api/openapi.json"), 200).json();
  holds(isObject(paths), "paths", JSON.stringify(paths));
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
      isObject(operation) ? [{ method, path, operation }] : [],
    ),
  );
}
