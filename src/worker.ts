import { WorkerEntrypoint } from "cloudflare:workers";
import { app } from "./app.ts";
import { openDatabase } from "./db.ts";
import { Clock } from "./edge/clock.ts";
import { cacheOf, edge } from "./edge/edge.ts";
import type { Env } from "./env.ts";
import { publishScheduled, runJobs } from "./jobs.ts";
import { dispatch } from "./wire/dispatch.ts";

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

  /** For the clock, which can't purge itself. Gives the next due moment, milliseconds; null: nothing is scheduled. */
  publishDue(): Promise<number | null> {
    return publishScheduled(this.env, cacheOf(this.ctx), Date.now());
  }

  /** For those who can't purge themselves. */
  async dispatch(): Promise<void> {
    await dispatch(openDatabase(this.env.DB), cacheOf(this.ctx), Date.now());
  }
}

export { Clock };
