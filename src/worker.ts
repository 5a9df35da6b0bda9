import { WorkerEntrypoint } from "cloudflare:workers";
import { app } from "./app.ts";
import { openDatabase } from "./db.ts";
import { Clock } from "./edge/clock.ts";
import { cacheOf, edge } from "./edge/edge.ts";
import { findSite } from "./editors/site.ts";
import type { Env } from "./env.ts";
import { throughCache } from "./http/canonical.ts";
import { type Consumers, publishScheduled, runJobs } from "./jobs.ts";
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
    await runJobs(this.env, { ...this.#consumers(), now: controller.scheduledTime });
  }

  /** For the clock, which can't purge itself. Gives the next due moment, milliseconds; null: nothing is scheduled. */
  publishDue(): Promise<number | null> {
    return publishScheduled(this.env, { ...this.#consumers(), now: Date.now() });
  }

  #consumers(): Consumers {
    const { env, ctx } = this;
    const db = openDatabase(env.DB);
    const probing = {
      db,
      siteUrl: async () => (await findSite(db, env.SITE_URL)).settings.url,
      draw: (request: Request) => app.fetch(request, env, ctx),
      throughCache: (request: Request) => throughCache(ctx, request),
    };
    const watch: Consumers["watch"] = (written) => {
      if (env.DATELINE_PROBE !== "0") ctx.waitUntil(probe(written, probing));
    };
    return { cache: cacheOf(ctx), watch };
  }
}

export { Clock };
