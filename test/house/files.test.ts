import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { isBarrel, type Source, sourcesIn, withoutComments } from "./source.ts";

const MAX_LINES = 300;
const MAX_MEDIAN_LINES = 90;
const EMPTY_NAMES = /^(?:index|utils?|helpers?|types|misc|common)\.tsx?$/;
/** This file quotes what it forbids. */
const QUOTING = "test/house/files.test.ts";
const EVERYWHERE = ["src", "scripts", "test", "demo", "bench"];

function offenders(sources: readonly Source[], isBad: (source: Source) => boolean): string[] {
  return sources.filter((source) => isBad(source) && source.path !== QUOTING).map(({ path }) => path);
}

function linesOf({ text }: Source): number {
  return text.trimEnd().split("\n").length;
}

function usesAny({ text }: Source): boolean {
  return /(?::|<|\bas)\s*any\b(?!\s+\w)/.test(withoutComments(text));
}

function silencesChecks({ text }: Source): boolean {
  return /@ts-(?:ignore|nocheck|expect-error)|biome[-]ignore/.test(text);
}

function leavesTestsOut({ text }: Source): boolean {
  return /\b(?:it|test|describe)\.(?:only|skip|todo)\b/.test(text);
}

function sample(text: string, path = "src/room/file.ts"): Source {
  return { path, text };
}

describe("the files of the house", () => {
  const sources = sourcesIn(...EVERYWHERE);

  it("are found", () => {
    for (const folder of EVERYWHERE)
      expect(sources.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true);
  });

  it(`have at most ${MAX_LINES} lines`, () => {
    expect(offenders(sources, (source) => linesOf(source) > MAX_LINES)).toEqual([]);
    expect(linesOf(sample("a\nb\nc\n"))).toBe(3);
  });

  it(`have a median of at most ${MAX_MEDIAN_LINES} lines in src`, () => {
    const lengths = sourcesIn("src")
      .map(linesOf)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(MAX_MEDIAN_LINES);
  });

  it("have names that say what is in them", () => {
    expect(offenders(sources, ({ path }) => EMPTY_NAMES.test(basename(path)))).toEqual([]);
    expect(["index.ts", "utils.ts", "helpers.tsx", "types.ts"].every((name) => EMPTY_NAMES.test(name))).toBe(
      true,
    );
  });

  it("are no barrels", () => {
    expect(offenders(sources, isBarrel)).toEqual([]);
  });

  it("have no any", () => {
    expect(offenders(sources, usesAny)).toEqual([]);
    for (const type of ["any", "any[]"]) expect(usesAny(sample(`let x: ${type} = y;`))).toBe(true);
    expect(usesAny(sample("const x = y as any;"))).toBe(true);
    expect(usesAny(sample('const x = { role: "any" }; // as any'))).toBe(false);
  });

  it("silence no check", () => {
    expect(offenders(sources, silencesChecks)).toEqual([]);
    expect(silencesChecks(sample("// @ts-ignore"))).toBe(true);
    expect(silencesChecks(sample("// biome-ignore lint: because"))).toBe(true);
  });

  it("leave no test out", () => {
    expect(offenders(sources, leavesTestsOut)).toEqual([]);
    expect(leavesTestsOut(sample('it.only("x", () => {});'))).toBe(true);
    expect(leavesTestsOut(sample("describe.skipIf(isSlow)"))).toBe(false);
  });
});
