import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/run.ts";

/**
 * The site's source files that were written since a moment (milliseconds). `wrangler dev` reloads the Worker then: its
 * memory, and so the local edge, starts anew in the middle of a run, and what was under way may be lost.
 */
export function sourcesChangedSince(at: number): string[] {
  const files = globSync(["src/**/*.{ts,tsx}", "wrangler.toml"], { cwd: ROOT });
  return files.filter((file) => (statSync(join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0) > at);
}
