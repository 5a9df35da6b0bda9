import { createMiddleware } from "hono/factory";
import { openDatabase } from "./db.ts";
import { cacheOf } from "./edge/edge.ts";
import { tryRing } from "./edge/ring.ts";
import { findSite } from "./editors/site.ts";
import { newId } from "./http/ids.ts";
import type { AppEnv, Settled, SiteFacts } from "./http/route.ts";
import { settle } from "./wire/settle.ts";

/** Gives each request what its handlers share: an id, one clock, the database, the site, and the way to the consumers. */
export const prepare = createMiddleware<AppEnv>(async (c, next) => {
  const now = Date.now();
  const requestId = newId(now);
  const db = openDatabase(c.env.DB);
  let facts: Promise<SiteFacts> | undefined;
  c.set("now", now);
  c.set("requestId", requestId);
  c.set("db", db);
  c.set("site", () => {
    facts ??= findSite(db, c.env.SITE_URL).then(({ settings }) => settings);
    return facts;
  });
  let settled: Promise<Settled[]> | undefined;
  c.set("settle", () => {
    const ctx = c.executionCtx as ExecutionContext;
    settled ??= settle({ db, requestId, now, cache: cacheOf(ctx), waitUntil: (work) => ctx.waitUntil(work) });
    return settled;
  });
  c.set("ring", (at) => tryRing(c.env, at));
  await next();
  c.res.headers.set("X-Request-Id", requestId);
});
