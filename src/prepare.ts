import { createMiddleware } from "hono/factory";
import { consumersOf } from "./consumers.ts";
import { openDatabase } from "./db.ts";
import { tryRing } from "./edge/ring.ts";
import { findSite } from "./editors/site.ts";
import { newId } from "./http/ids.ts";
import type { AppContext, AppEnv, Settled, SiteFacts } from "./http/route.ts";
import { settle } from "./wire/settle.ts";

type Draw = (request: Request, c: AppContext) => Response | Promise<Response>;

/**
 * Gives each request what its handlers share: an id, one clock, the database, the site, and the way to the consumers.
 * `draw` answers a request as the app does, past the cache.
 */
export const prepare = (draw: Draw) =>
  createMiddleware<AppEnv>(async (c, next) => {
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
    const ring = (at: number) => tryRing(c.env, at);
    let settled: Promise<Settled[]> | undefined;
    c.set("settle", () => {
      const ctx = c.executionCtx as ExecutionContext;
      settled ??= settle({
        ...consumersOf({ env: c.env, ctx, db, draw: (request) => draw(request, c) }),
        ...{ db, requestId, now, ring },
        waitUntil: (work) => ctx.waitUntil(work),
      });
      return settled;
    });
    c.set("ring", ring);
    await next();
    c.res.headers.set("X-Request-Id", requestId);
  });
