import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { bundled } from "../../support/bundled.ts";

const MAX_GZIP_BYTES = 20_000;

it("the local edge adds at most 20 kB to the Worker", async () => {
  const code = await bundled("src/edge/edge.ts");
  const bytes = gzipSync(code, { level: 9 }).length;
  console.info(`local edge: ${code.length} bytes minified, ${bytes} of them left by gzip`);
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThanOrEqual(MAX_GZIP_BYTES);
});
