import { parseArgs } from "node:util";
import { CHECKS } from "../test/conformance/checks.ts";
import { EDGE_CHECKS } from "../test/conformance/edge/checks.ts";
import { lasting } from "../test/conformance/edge/lasting.ts";
import { runConformance } from "../test/conformance/run.ts";

const USAGE = "npm run conformance -- [--edge] --url URL [--token T] [--json]";
const EXIT = { ok: 0, failed: 1, usage: 2 };

process.exitCode = await main();

/** Holds the site at --url, or with --edge the cache in front of it, against the contract; 1 where something differs. */
async function main(): Promise<number> {
  const options = readOptions();
  if (!options) return EXIT.usage;
  const { url, token, json, edge } = options;
  const checks = edge ? [...EDGE_CHECKS, ...lasting] : CHECKS;
  const print = json ? () => undefined : console.log;
  try {
    const summary = await runConformance({ url, token, checks, print });
    if (json) console.log(JSON.stringify(summary, null, 2));
    return summary.failed > 0 ? EXIT.failed : EXIT.ok;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return EXIT.failed;
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: "string" },
        token: { type: "string" },
        json: { type: "boolean", default: false },
        edge: { type: "boolean", default: false },
      },
    });
    const { url, token, json, edge } = values;
    if (url && /^https?:$/.test(new URL(url).protocol)) return { url, token, json, edge };
    console.error(`The site's address is needed: ${USAGE}`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
  return undefined;
}
