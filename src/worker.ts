import { WorkerEntrypoint } from "cloudflare:workers";
import { app } from "./app.ts";
import { type Consumers, consumersOf } from "./consumers.ts";
import { openDatabase } from "./db.ts";
import { Clock } from "./edge/clock.ts";
import { edge } from "./edge/edge.ts";
import type { Env } from "./env.ts";
import { publishScheduled, runJobs } from "./jobs.ts";
import type { Receiver } from "./wire/out/claim.ts";

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

  /** A message is done with when it is read: what it is about stands in D1, and one receiver holds up no other's. */
  override async queue({ messages }: MessageBatch<Receiver>): Promise<void> {
    for (const { body } of messages) this.ctx.waitUntil(this.#consumers().deliverTo(body));
  }

  /** For the clock, which can't purge itself. Gives the next due moment, milliseconds; null: nothing waits. */
  publishDue(): Promise<number | null> {
    return publishScheduled(this.env, { ...this.#consumers(), now: Date.now() });
  }

  #consumers(): Consumers {
    const { env, ctx } = this;
    const consumers = consumersOf({
      ...{ env, ctx, db: openDatabase(env.DB) },
      draw: (request) => app.fetch(request, env, ctx),
    });
    return {
      ...consumers,
      watch: async (written) => ctx.waitUntil(consumers.watch(written)),
      // A receiver may take a quarter of a minute: no story waits for that.
      deliver: async () => ctx.waitUntil(consumers.deliver()),
    };
  }
}

export { Clock };
