import { WorkerEntrypoint } from "cloudflare:workers";
import { app } from "./app.ts";
import { openDatabase } from "./db.ts";
import { cacheOf, edge } from "./edge/edge.ts";
import { findSite } from "./editors/site.ts";
import type { Env } from "./env.ts";
import { throughCache } from "./http/canonical.ts";
import { runJobs } from "./jobs.ts";
import { dispatch } from "./wire/dispatch.ts";
import { probe } from "./wire/probe.ts";

/** The entrypoint that Workers Cache stands in front of; only it can purge what it cached. */
export default class Dateline extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return edge(request, this.ctx, {
      render: async (inner) => await app.fetch(inner, this.env, this.ctx),
      debug: this.env.DATELINE_DEBUG === "1",
    });
  }

  override async scheduled(controller: ScheduledController): Promise<void> {
    await runJobs(this.env, cacheOf(this.ctx), controller.scheduledTime);
  }

  /** For those who can't purge themselves: a Durable Object's alarm calls it. */
  async dispatch(): Promise<void> {
    const db = openDatabase(this.env.DB);
    const outcomes = await dispatch(db, cacheOf(this.ctx), Date.now());
    if (this.env.DATELINE_PROBE === "0") return;
    const touched = [...outcomes.values()].map(({ event }) => event);
    this.ctx.waitUntil(
      probe(touched, {
        db,
        siteUrl: async () => (await findSite(db, this.env.SITE_URL)).settings.url,
        draw: (request) => app.fetch(request, this.env, this.ctx),
        throughCache: (request) => throughCache(this.ctx, request),
      }),
    );
  }
}
