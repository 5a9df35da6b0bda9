import { NAMES, runBench } from "../bench/run.ts";
import { EXIT_USAGE, fail, messageOf, readFlags } from "./command-line.ts";

const USAGE = `npm run bench [-- --quick] [--size ARTICLES] [--only ${NAMES.join("|")}]`;
const FULL = {
  sizes: [100, 10_000, 100_000],
  pace: { rounds: 4, windowMs: 1_200, warmUpMs: 2_000 },
  publications: 20,
};
const QUICK = { sizes: [10_000], pace: { rounds: 3, windowMs: 1_000, warmUpMs: 1_500 }, publications: 10 };

const flags = readFlags(
  { quick: { type: "boolean", default: false }, size: { type: "string" }, only: { type: "string" } },
  USAGE,
);
const { only, size } = flags;
if (only !== undefined && !NAMES.includes(only))
  fail(`There is nothing "${only}".\nUsage: ${USAGE}`, EXIT_USAGE);
if (size !== undefined && !/^[1-9]\d{1,6}$/.test(size))
  fail(`--size "${size}" is no number of articles from 10 on.\nUsage: ${USAGE}`, EXIT_USAGE);

const plan = flags.quick ? QUICK : FULL;
try {
  await runBench({
    ...plan,
    sizes: size === undefined ? plan.sizes : [Number(size)],
    wants: (name) => only === undefined || only === name,
  });
} catch (error) {
  fail(messageOf(error));
}
