import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../../scripts/run.ts";
import { Skipped } from "./part.ts";

/** A folder of hostile input; a part without it is skipped, which is an error on CI. */
export function hostileFolder(name: string): string {
  const fixtures = resolve(ROOT, process.env.DATELINE_FIXTURES ?? "../shared/fixtures");
  const folder = join(fixtures, "hostile", name);
  if (existsSync(folder)) return folder;
  const missing = `${folder} is not there (set DATELINE_FIXTURES)`;
  if (process.env.CI) throw new Error(`${missing}: on CI no part may be left out`);
  throw new Skipped(missing);
}

export interface JsonCase {
  name: string;
  /** y: JSON; n: not JSON; i: either. */
  kind: "y" | "n" | "i";
  bytes: Buffer;
}

/** JSONTestSuite's parsing cases. */
export function jsonCases(): JsonCase[] {
  const folder = hostileFolder("json/test_parsing");
  return readdirSync(folder)
    .filter((name) => /^[yni]_.*\.json$/.test(name))
    .sort()
    .map((name) => {
      const kind = name[0] === "y" ? "y" : name[0] === "n" ? "n" : "i";
      return { name, kind, bytes: readFileSync(join(folder, name)) };
    });
}

/** Each distinct line of the text lists, at most `max`, mixed so that any beginning of them has some of each list. */
export function hostileStrings(max: number): string[] {
  const files = globSync("*/fuzzdb/*.txt", { cwd: hostileFolder("") }).sort();
  const lists = files.map((file) => linesOf(readFileSync(join(hostileFolder(""), file))));
  const placed = lists.flatMap((list) => list.map((text, n) => ({ text, at: (n + 0.5) / list.length })));
  const mixed = placed.sort((a, b) => a.at - b.at).map(({ text }) => text);
  return [...new Set(mixed)].slice(0, max);
}

function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString("utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "");
}
