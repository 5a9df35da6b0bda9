import { CONDITIONS, HEADERS } from "./openapi-headers.ts";
import { operationOf, resourceOf } from "./openapi-operation.ts";
import { PROBLEM } from "./openapi-refusals.ts";
import { Components } from "./openapi-schema.ts";
import type { Route } from "./route.ts";

/** A part of the document. */
export type Json = { [member: string]: unknown };

/** The OpenAPI 3.1 document of the declared API routes: it can't say anything else than what runs. */
export function openApiDocument(routes: readonly Route[], siteUrl: string): Json {
  const components = new Components();
  const described = routes.filter(isDescribed);
  const paths: Record<string, Json> = {};
  for (const route of described) {
    const path = templateOf(route);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, components) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Dateline",
      version: "1",
      description: "The editors' API: what an editor, a script or another tool does to the paper.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: siteUrl }],
    tags: [...new Set(described.map(resourceOf))].map((name) => ({
      name,
      description: `Calls under /api/v1/${name}.`,
    })),
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      parameters: CONDITIONS,
      headers: HEADERS,
      schemas: { ...components.schemas, Problem: PROBLEM },
    },
  };
}

/** What stands under /api/v1; health check and this document itself do not. */
export function isDescribed({ path }: Route): boolean {
  return path.startsWith("/api/v1/");
}

/** The route's path as OpenAPI writes it: "/api/v1/articles/{id}". */
export function templateOf({ path }: Route): string {
  return path.replace(/:(\w+)(?:\{(?:[^{}]|\{[^}]*\})*\})?/g, "{$1}");
}
