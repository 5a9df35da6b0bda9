import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/db.ts";
import { BUCKET, rateOf } from "../../src/edge/budget.ts";
import { dispatch } from "../../src/wire/dispatch.ts";
import { nextTelling } from "../../src/wire/outbox.ts";
import { NO_LIFEBOAT, NotedCache } from "../support/consumers.ts";

const MINUTE_MS = 60_000;
const PUBLICATIONS = 1_000;
const rate = rateOf({});

/** A cache that knows which pages it would still show in an old state, and keeps the platform's own limit. */
class StormyCache extends NotedCache {
  readonly made: { at: number; tags: string[] }[] = [];
  now = 0;
  #left = BUCKET;
  #filledAt = 0;

  override async purge(options: { tags?: string[]; pathPrefixes?: string[] }) {
    this.#left = Math.min(BUCKET, this.#left + ((this.now - this.#filledAt) / MINUTE_MS) * rate.perMinute);
    this.#filledAt = this.now;
    if (this.#left < 1) throw new Error("The platform's limit was run over");
    this.#left -= 1;
    this.made.push({ at: this.now, tags: options.tags ?? [] });
    return await super.purge(options);
  }

  /** When a story's page was first cleared after a moment. */
  clearedAfter(at: number, id: string): number | undefined {
    return this.made.find(
      (call) => call.at >= at && (call.tags.includes(`story:${id}`) || call.tags.includes("layout")),
    )?.at;
  }
}

async function commit(type: string, id: string, now: number): Promise<void> {
  const place = {
    id,
    kind: "story",
    path: `/2026/11/25/${id}`,
    section: "world",
    authors: ["mara"],
    topics: [],
    root: id,
  };
  await env.DB.prepare(
    "INSERT INTO events (id, type, subject, data, request_id, created_at, purge_at) VALUES (?, ?, ?, ?, 'r', ?, ?)",
  )
    .bind(`${type}-${id}`, type, id, JSON.stringify({ article: place }), now, now)
    .run();
}

it("a thousand publications in a minute stay within the budget, and a withdrawal goes out at once", async () => {
  const db = openDatabase(env.DB);
  const cache = new StormyCache();
  const start = Date.now();
  const committed = new Map<string, number>();
  let withdrawnAt = 0;
  const tell = (now: number) => {
    cache.now = now;
    return dispatch(db, { cache, now, rate, lifeboat: NO_LIFEBOAT });
  };
  for (let n = 0; n < PUBLICATIONS; n++) {
    const now = start + Math.round((n / PUBLICATIONS) * MINUTE_MS);
    await commit("article.published", `s${n}`, now);
    committed.set(`s${n}`, now);
    await tell(now);
    if (n !== PUBLICATIONS / 2) continue;
    withdrawnAt = now + 1;
    await commit("article.withdrawn", "s0", withdrawnAt);
    const { outcomes } = await tell(withdrawnAt);
    expect(outcomes.get("article.withdrawn-s0")?.outcome).toBe("done");
  }
  const last = start + MINUTE_MS;
  for (let next = await nextTelling(db); next !== null; next = await nextTelling(db)) await tell(next);

  expect(cache.clearedAfter(withdrawnAt, "s0")).toBe(withdrawnAt);
  const latest = [...committed].map(([id, at]) => cache.clearedAfter(at, id) ?? Number.POSITIVE_INFINITY);
  expect(Math.max(...latest) - last).toBeLessThanOrEqual(MINUTE_MS);
  const waits = [...committed].map(([, at], n) => (latest[n] ?? 0) - at).sort((a, b) => a - b);
  console.log(
    `${PUBLICATIONS} publications: ${cache.made.length} purge calls; waited ${waits[PUBLICATIONS / 2]} ms (median), ${waits.at(-1)} ms (longest); the last page was fresh ${Math.max(...latest) - last} ms after the minute`,
  );
}, 120_000);
