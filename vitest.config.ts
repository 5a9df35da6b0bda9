import { existsSync, globSync, readFileSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const FIXTURES = process.env.DATELINE_FIXTURES ?? "../shared/fixtures";

/** A fixture's text; "" where there is none, which is loud here and an error on CI. */
function fixture(path: string): string {
  const file = `${FIXTURES}/${path}`;
  if (existsSync(file)) return readFileSync(file, "utf8");
  if (process.env.CI) throw new Error(`${file} is missing: on CI no test may be left out`);
  console.warn(`SKIPPED: the tests that need ${file}, which is not there (set DATELINE_FIXTURES)`);
  return "";
}

/** The texts that lie under `pattern`, one behind the other. */
function fixtures(pattern: string): string {
  const paths = globSync(pattern, { cwd: FIXTURES }).sort();
  return (paths.length > 0 ? paths : [pattern]).map(fixture).join("\n");
}

/** The files of a folder by their names, bytes in base64, as JSON; "[]" where there is none. */
function files(folder: string, pattern = "**/*.{json,txt}"): string {
  const paths = globSync(pattern, { cwd: `${FIXTURES}/${folder}` }).sort();
  if (paths.length === 0) fixture(folder);
  const read = (name: string) => [name, readFileSync(`${FIXTURES}/${folder}/${name}`).toString("base64")];
  return JSON.stringify(paths.map(read));
}

/** The lines of each of these folders of hostile strings, as JSON: `{folder: lines}`. */
function folders(...names: string[]): string {
  const linesOf = (name: string) => fixtures(`hostile/${name}/fuzzdb/*.txt`).split(/\r?\n/).filter(Boolean);
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, linesOf(name)])));
}

const workers = {
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations("migrations"),
          SITE_URL: "http://dateline.test",
          // What looks behind an answer would be counted in with the next one: test/wire/receipts.test.ts turns it on.
          DATELINE_PROBE: "0",
          // Receivers of webhooks are near; test/http/public-url.test.ts and others set it back.
          ALLOW_PRIVATE_WEBHOOKS: "1",
          // Nobody answers there: names pass without being looked up.
          DNS_URL: "http://127.0.0.1:9/dns-query",
          INDEXNOW_URL: "http://127.0.0.1:9/indexnow",
          // What comes back to the purge budget in a minute: test/edge/budget.test.ts keeps to the platform's five.
          PURGES_A_MINUTE: "60000",
          // `npm run soak -- --only faults` runs more of them, and a seed that failed is run again by itself.
          FAULT_SEEDS: Number(process.env.DATELINE_FAULT_SEEDS ?? 50),
          OUT_FAULT_SEEDS: Number(process.env.DATELINE_FAULT_SEEDS ?? 6),
          FIRST_SEED: Number(process.env.DATELINE_FIRST_SEED ?? 1),
          // The same of comments: 400,000 take ten seconds.
          COMMENTS_SIZE: Number(process.env.DATELINE_COMMENTS_SIZE ?? 10_000),
          SEED_ARTICLE: fixture("articles/seed-article.txt"),
          // Rows are to be the same in any archive: 100,000 take half a minute.
          ARCHIVE_SIZE: Number(process.env.DATELINE_ARCHIVE_SIZE ?? 10_000),
          HOSTILE_MARKUP: fixture("hostile/xss-split/open.json"),
          HOSTILE_LINES: fixtures("hostile/*/fuzzdb/*.txt"),
          HOSTILE_STRINGS: folders("sqli", "unicode", "path-traversal", "headers"),
          HOSTILE_JSON: files("hostile/json"),
          NINJS_FILES: files(
            "ninjs",
            "{*,{iptc,superdesk-core,web-publisher,wire-captures}/**/*}.{json,http}",
          ),
          GHOST_FILES: files("ghost", "{*.json,webhooks/*.body.json}"),
          WORDPRESS_FILES: files(
            "wordpress",
            "{ghost-migrate/mg-wp-api/*.json,theme-unit-test/themeunittestdata.wordpress.xml}",
          ),
          CACHE_TESTS: fixture("http/cache-tests.json"),
          WEBHOOK_VECTORS: fixture("standard-webhooks/vectors.json"),
          // Deliveries out of order, and at once: DATELINE_DELIVERIES=500 and 1,000 take minutes.
          DELIVERIES: Number(process.env.DATELINE_DELIVERIES ?? 60),
        },
        cf: false,
      },
    })),
  ],
  test: {
    name: "workers",
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["test/browser/**", "test/edge/workerd/**", "test/house/**", "test/machines/**"],
    isolate: false,
    testTimeout: 30_000,
    setupFiles: ["./test/support/setup.ts"],
    globalSetup: ["siteverify", "receiver", "picture-host"].map((name) => `./test/support/${name}.ts`),
  },
};

/** Files that share started sites, one after the other; scripts/test.ts runs the projects side by side. */
const started = {
  globalSetup: ["./test/browser/support/keeper.ts"],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  fileParallelism: false,
};
const browser = { test: { ...started, name: "browser", include: ["test/browser/**/*.test.ts"] } };
const machines = {
  test: {
    ...started,
    name: "machines",
    include: ["edge/workerd", "house", "machines"].map((folder) => `test/${folder}/**/*.test.ts`),
  },
};

export default defineConfig({ test: { projects: [workers, browser, machines] } });
