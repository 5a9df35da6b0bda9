import type { Database } from "./db.ts";
import { type Rate, rateOf } from "./edge/budget.ts";
import { cacheOf, type PurgeableCache } from "./edge/edge.ts";
import { buryCopy, keepCopy, type Lifeboat } from "./edge/lifeboat.ts";
import { tryRing } from "./edge/ring.ts";
import { findSite } from "./editors/site.ts";
import type { Env } from "./env.ts";
import { throughCache } from "./http/canonical.ts";
import { drawStandIn } from "./paper/stand-in.tsx";
import type { Receiver } from "./wire/out/claim.ts";
import { deliver } from "./wire/out/deliver.ts";
import { deliverTo, type Sending } from "./wire/out/deliver-to.ts";
import type { OutboxEvent } from "./wire/outbox.ts";
import { type Probing, probe } from "./wire/probe.ts";

/** The platform takes so many at once. */
const MESSAGES_A_CALL = 100;

/** Those to whom what happened is handed on. */
export interface Consumers {
  cache: PurgeableCache;
  rate: Rate;
  lifeboat: Lifeboat;
  /** Looks when what was written is seen by readers. */
  watch: (written: OutboxEvent[]) => Promise<void>;
  /** Has webhooks, the hub and search engines told what is due. It never throws. */
  deliver: () => Promise<void>;
  /** Tells one of them what is due for it. It never throws. */
  deliverTo: (receiver: Receiver) => Promise<void>;
}

interface Place {
  env: Env;
  ctx: ExecutionContext;
  db: Database;
  /** Answers a request as the app does, past the cache. */
  draw: (request: Request) => Response | Promise<Response>;
}

/** The consumers of this site's events. */
export function consumersOf({ env, ctx, db, draw }: Place): Consumers {
  const probing: Probing = {
    db,
    siteUrl: async () => (await findSite(db, env.SITE_URL)).settings.url,
    draw,
    throughCache: (request) => throughCache(ctx, request),
  };
  const sending: Sending = {
    ...{ env, db },
    site: async () => (await findSite(db, env.SITE_URL)).settings,
    ring: (at) => tryRing(env, at),
    wake: async (receivers) => {
      const messages = receivers.map(({ kind, webhook }) => ({ body: { kind, webhook } }));
      for (let n = 0; n < messages.length; n += MESSAGES_A_CALL)
        await env.DOORBELL.sendBatch(messages.slice(n, n + MESSAGES_A_CALL));
    },
  };
  return {
    cache: cacheOf(ctx),
    rate: rateOf(env),
    lifeboat: {
      keep: (path) =>
        keepCopy(env.LIFEBOAT, path, () =>
          drawStandIn(db, { path, firstUrl: env.SITE_URL, now: Date.now() }),
        ),
      bury: (path) => buryCopy(env.LIFEBOAT, path),
    },
    deliver: () => deliver(sending),
    deliverTo: (receiver) => deliverTo(sending, receiver),
    watch: async (written) => {
      if (env.DATELINE_PROBE !== "0") await probe(written, probing);
    },
  };
}
