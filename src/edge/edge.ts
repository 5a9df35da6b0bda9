import type { PurgeOptions, PurgeResult } from "./local/purges.ts";
import { serveLocally } from "./local/serve.ts";
import { localCache } from "./local/store.ts";

export type { PurgeOptions, PurgeResult } from "./local/purges.ts";

export type Render = (request: Request) => Promise<Response>;

/** A cache that forgets on demand: `purge` deletes, `invalidate` marks as stale. */
export interface PurgeableCache {
  purge(options: PurgeOptions): Promise<PurgeResult>;
  invalidate(options: PurgeOptions): Promise<PurgeResult>;
}

const PATIENCE_MS = 2_000;

/** Answers from the local cache where the platform has none; passes through in production. */
export function edge(
  request: Request,
  ctx: ExecutionContext,
  options: { render: Render; debug: boolean },
): Promise<Response> {
  if (platformCacheOf(ctx)) return options.render(request);
  return serveLocally(request, ctx, { ...options, patienceMs: PATIENCE_MS });
}

/** The cache that purges: the platform's if it is there, else the local one. */
export function cacheOf(ctx: ExecutionContext): PurgeableCache {
  return platformCacheOf(ctx) ?? localCache;
}

// `"cache" in ctx` is true locally as well: only the method tells.
function platformCacheOf(ctx: { readonly cache?: PurgeableCache }): PurgeableCache | undefined {
  return ctx.cache?.purge ? ctx.cache : undefined;
}
