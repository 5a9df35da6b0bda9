import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scheduler } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Inside } from "./inside.ts";

/** The site's own code, compiled for Node: the same components, routes and statements as in the Worker. */
export async function siteInNode(): Promise<Inside> {
  // A global of Workers that Node keeps in a module.
  Object.assign(globalThis, { scheduler });
  const folder = await mkdtemp(join(tmpdir(), "dateline-bench-"));
  const outfile = join(folder, "inside.mjs");
  try {
    await build({
      entryPoints: [join(import.meta.dirname, "inside.ts")],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      jsx: "automatic",
      jsxImportSource: "hono/jsx",
      define: { "process.env.NODE_ENV": '"production"' },
    });
    const { inside } = (await import(pathToFileURL(outfile).href)) as { inside: Inside };
    return inside;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
