import { DurableObject } from "cloudflare:workers";
import type { Env, RingableClock } from "../env.ts";

/** It goes off again so soon where its work was cut off or failed. */
const AGAIN_MS = 5_000;

interface Exports {
  exports: { default: { publishDue(): Promise<number | null> } };
}

/**
 * One alarm at the next moment at which something is due. It knows neither stories nor caches: it calls the entrypoint,
 * which tells it when to call again. What is due is in D1; should the alarm be lost, cron sets it anew.
 */
export class Clock extends DurableObject<Env> implements RingableClock {
  /** The first moment that it was rung for since its work began. */
  #rungFor = Number.POSITIVE_INFINITY;

  async ring(at: number): Promise<void> {
    this.#rungFor = Math.min(this.#rungFor, at);
    const set = await this.ctx.storage.getAlarm();
    if (set === null || at < set) await this.ctx.storage.setAlarm(at);
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + AGAIN_MS);
    this.#rungFor = Number.POSITIVE_INFINITY;
    try {
      const { exports } = this.ctx as unknown as Exports;
      const next = Math.min((await exports.default.publishDue()) ?? Number.POSITIVE_INFINITY, this.#rungFor);
      await (Number.isFinite(next) ? this.ctx.storage.setAlarm(next) : this.ctx.storage.deleteAlarm());
    } catch (error) {
      console.error(JSON.stringify({ level: "error", message: "clock failed", error: String(error) }));
    }
  }
}
