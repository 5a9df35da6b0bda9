import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { app } from "../../src/app.ts";
import { type Consumers, consumersOf } from "../../src/consumers.ts";
import { openDatabase } from "../../src/db.ts";
import type { PurgeableCache, PurgeOptions } from "../../src/edge/edge.ts";

/** The site's own consumers, but that nobody looks when a change is seen. */
export function consumers(): Consumers {
  const ctx = createExecutionContext();
  const own = consumersOf({
    ...{ env, ctx, db: openDatabase(env.DB) },
    draw: (request) => app.fetch(request, env, ctx),
  });
  return { ...own, watch: async () => {} };
}

/** A cache that remembers what it was asked, and can refuse. */
export class NotedCache implements PurgeableCache {
  readonly calls: { mode: "purge" | "invalidate"; tags: string[]; paths: string[] }[] = [];
  /** What it refuses with; undefined: it does as asked. */
  refusal: { code: number; message: string } | undefined;

  get purged(): string[] {
    return this.calls.flatMap(({ mode, tags }) => (mode === "purge" ? tags : []));
  }
  get invalidated(): string[] {
    return this.calls.flatMap(({ mode, tags }) => (mode === "invalidate" ? tags : []));
  }
  async purge(options: PurgeOptions) {
    return this.#note("purge", options);
  }
  async invalidate(options: PurgeOptions) {
    return this.#note("invalidate", options);
  }

  #note(mode: "purge" | "invalidate", { tags = [], pathPrefixes = [] }: PurgeOptions) {
    if (this.refusal) return { success: false, errors: [this.refusal] };
    this.calls.push({ mode, tags, paths: pathPrefixes });
    return { success: true, errors: [] };
  }
}

/** A lifeboat that takes everything and keeps nothing. */
export const NO_LIFEBOAT = { keep: async () => {}, bury: async () => {} };

/** Puts what was dispatched back into the outbox, as if the Worker had died between commit and dispatch. */
export async function forgetDispatch(): Promise<void> {
  await env.DB.prepare("UPDATE events SET dispatched_at = NULL, purge_at = 0, failures = 0").run();
}

/** How many events the cache was not told of. */
export async function waiting(): Promise<number | null> {
  return await env.DB.prepare(
    "SELECT count(*) AS n FROM events WHERE purge_at IS NOT NULL AND dispatched_at IS NULL",
  ).first("n");
}
