import { sql } from "drizzle-orm";
import * as z from "zod";
import { version } from "../package.json";
import { countOverdue } from "./articles/overdue.ts";
import { openApiDocument } from "./http/openapi.ts";
import { json } from "./http/respond.ts";
import { open, type Route } from "./http/route.ts";

export const health = open(
  "api",
  {
    id: "health",
    method: "GET",
    path: "/healthz",
    summary:
      "Whether the site and its database work, which migration it is at, and how many stories are overdue.",
    output: z.object({
      status: z.string(),
      database: z.string(),
      schema: z.int(),
      overdue: z.int(),
      version: z.string(),
    }),
  },
  async ({ db, now }) => {
    try {
      const row = await db.get<{ n: number | null; overdue: number }>(
        sql`SELECT max(id) AS n, ${countOverdue(now)} AS overdue FROM d1_migrations`,
      );
      const { n, overdue } = row ?? {};
      return json({ status: "ok", database: "ok", schema: n ?? 0, overdue: overdue ?? 0, version });
    } catch {
      return json({ status: "failing", database: "failing", schema: 0, overdue: 0, version }, 503, {
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
