import { sql } from "drizzle-orm";
import * as z from "zod";
import packageJson from "../package.json";
import { openApiDocument } from "./http/openapi.ts";
import { json } from "./http/respond.ts";
import { open, type Route } from "./http/route.ts";

export const health = open(
  "api",
  {
    id: "health",
    method: "GET",
    path: "/healthz",
    summary: "Whether the site and its database work, and which migration the database is at.",
    output: z.object({ status: z.string(), database: z.string(), schema: z.int(), version: z.string() }),
  },
  async ({ db }) => {
    const { version } = packageJson;
    try {
      const row = await db.get<{ n: number | null }>(sql`SELECT max(id) AS n FROM d1_migrations`);
      return json({ status: "ok", database: "ok", schema: row?.n ?? 0, version });
    } catch {
      return json({ status: "failing", database: "failing", schema: 0, version }, 503, {
        "Retry-After": "10",
      });
    }
  },
);

/** The document of the API, made from the declarations themselves. */
export function apiDescription(routes: () => readonly Route[]): Route {
  return open(
    "api",
    { id: "openapi", method: "GET", path: "/api/openapi.json", summary: "This document." },
    async ({ c }) => json(openApiDocument(routes(), (await c.var.site()).url)),
  );
}
