import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Case, Suite } from "./suite/case.ts";
import { DIFFERENCES, LEFT_OUT } from "./suite/differences.ts";
import { play } from "./suite/play.ts";

const suites = JSON.parse(env.CACHE_TESTS || "[]") as Suite[];
const listed = DIFFERENCES.flatMap(({ ids }) => ids);
const isPlayed = ({ id, browser_only: isForBrowsers = false }: Case) =>
  !LEFT_OUT.some(({ isMeant }) => isMeant(id, isForBrowsers));
const played = suites
  .map(({ id, tests }) => ({ id, tests: tests.filter(isPlayed) }))
  .filter(({ tests }) => tests.length > 0);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.runIf(suites.length > 0)("the local edge among HTTP caches", () => {
  it.each(played)("does in $id what is listed, and no more, differently", async ({ tests }) => {
    const differing: [string, string][] = [];
    for (const test of tests) {
      const complaint = await play(test);
      if (complaint !== undefined) differing.push([test.id, complaint]);
    }
    const ids = tests.map(({ id }) => id);
    const unlisted = differing.filter(([id]) => !listed.includes(id));
    const agreeing = listed.filter((id) => ids.includes(id) && !differing.some(([it]) => it === id));
    expect({ unlisted, agreeing }).toEqual({ unlisted: [], agreeing: [] });
  });

  it("is held to nearly all cases, each listed once", () => {
    const ids = played.flatMap(({ tests }) => tests.map(({ id }) => id));
    expect(ids.length).toBeGreaterThanOrEqual(357);
    expect(listed.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });
});
