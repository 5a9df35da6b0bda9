import type { D1Migration } from "@cloudflare/vitest-plugin";
import type { Env as DatelineEnv } from "../../src/env.ts";
import type Worker from "../../src/worker.ts";

declare global {
  namespace Cloudflare {
    interface Env extends DatelineEnv {
      TEST_MIGRATIONS: D1Migration[];
      /** Articles of the large archive: 10,000, or DATELINE_ARCHIVE_SIZE. */
      ARCHIVE_SIZE: number;
      /** Comments of the crowded discussion: 10,000, or DATELINE_COMMENTS_SIZE. */
      COMMENTS_SIZE: number;
      FAULT_SEEDS: number;
      /** The same over outgoing calls. */
      OUT_FAULT_SEEDS: number;
      FIRST_SEED: number;
      /** Texts of ../shared/fixtures; empty where they are absent. */
      SEED_ARTICLE: string;
      HOSTILE_MARKUP: string;
      HOSTILE_LINES: string;
      /** `{folder: lines}`. */
      HOSTILE_STRINGS: string;
      /** `[[name, base64], …]`. */
      HOSTILE_JSON: string;
      /** The same of what senders send: ninjs, Ghost and WordPress. */
      NINJS_FILES: string;
      GHOST_FILES: string;
      WORDPRESS_FILES: string;
      /** The suites of http-tests/cache-tests. */
      CACHE_TESTS: string;
      /** standard-webhooks/vectors.json. */
      WEBHOOK_VECTORS: string;
      /** Deliveries that come out of order: 60, or DATELINE_DELIVERIES. */
      DELIVERIES: number;
    }
    interface GlobalProps {
      mainModule: { default: typeof Worker };
    }
  }
}
