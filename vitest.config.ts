import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const workers = {
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        bindings: { TEST_MIGRATIONS: await readD1Migrations("migrations"), SITE_URL: "http://dateline.test" },
        cf: false,
      },
    })),
  ],
  test: {
    name: "workers",
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["test/browser/**", "test/house/**"],
    isolate: false,
    setupFiles: ["./test/support/setup.ts"],
  },
};

const node = {
  test: { name: "node", include: ["test/browser/**/*.test.ts", "test/house/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false },
};

export default defineConfig({ test: { projects: [workers, node] } });
