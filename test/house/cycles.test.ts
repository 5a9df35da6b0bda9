import { describe, expect, it } from "vitest";
import { findCycles } from "./cycles.ts";
import { importsOf, sourcesIn } from "./source.ts";

describe("import cycles", () => {
  it("are found on a made-up graph, also behind a detour", () => {
    const graph = new Map([
      ["door", ["hall"]],
      ["hall", ["kitchen", "stairs"]],
      ["kitchen", []],
      ["stairs", ["attic"]],
      ["attic", ["hall"]],
      ["mirror", ["mirror"]],
    ]);
    expect(findCycles(graph)).toEqual([
      ["hall", "stairs", "attic", "hall"],
      ["mirror", "mirror"],
    ]);
  });

  it("are not seen where two ways lead to one place", () => {
    const graph = new Map([
      ["a", ["b", "c"]],
      ["b", ["d"]],
      ["c", ["d"]],
    ]);
    expect(findCycles(graph)).toEqual([]);
  });

  it.each(["src", "scripts", "test", "bench"])("do not exist in %s", (folder) => {
    const sources = sourcesIn(folder);
    const graph = new Map(
      sources.map((source) => {
        const values = importsOf(source).filter(({ isTypeOnly }) => !isTypeOnly);
        return [source.path, values.map(({ to }) => to)];
      }),
    );
    expect(graph.size).toBeGreaterThan(5);
    expect(findCycles(graph).map((cycle) => cycle.join(" → "))).toEqual([]);
  });
});
