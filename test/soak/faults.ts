import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../../scripts/run.ts";
import type { Part } from "./part.ts";

const SEEDS = { full: 5_000, quick: 5 };
const A_RUN = 100;
/** Behind those of `npm test`. */
const FIRST = 1_001;

const TESTS = ["test/wire/faults.test.ts", "test/wire/out-faults.test.ts"];

/** These tests with 5,000 seeds: the paper, and its calls to others, on bindings that fail, are lost, dawdle and die. */
export const faults: Part = {
  name: "faults",
  minutes: 120,
  run: async ({ report, isQuick, until }) => {
    const seeds = isQuick ? SEEDS.quick : SEEDS.full;
    let done = 0;
    while (done < seeds && Date.now() < until) {
      const count = Math.min(A_RUN, seeds - done);
      const { code, output } = await runSeeds(FIRST + done, count);
      const failed = [...output.matchAll(/(?:FAIL|×).*?(seed \d+)/g)].map(([, seed]) => seed);
      report.expect(
        code === 0,
        "a seed breaks a promise",
        () => [...new Set(failed)].join(", ") || output.slice(-500),
      );
      done += count;
    }
    report.covered(done, seeds, "seeds");
  },
};

async function runSeeds(first: number, count: number): Promise<{ code: number; output: string }> {
  const vitest = join(ROOT, "node_modules", ".bin", "vitest");
  const child = spawn(vitest, ["run", "--project", "workers", ...TESTS], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATELINE_FIRST_SEED: String(first),
      DATELINE_FAULT_SEEDS: String(count),
      NO_COLOR: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => {
      output += text.toString();
    });
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}
