import { createExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cacheOf, type PurgeOptions } from "../../src/edge/edge.ts";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { gate, page, pass, publish } from "./reader.ts";

beforeEach(() => {
  resetLocalEdge();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const purge = (options: PurgeOptions) => cacheOf(createExecutionContext()).purge(options);
const invalidate = (options: PurgeOptions) => cacheOf(createExecutionContext()).invalidate(options);

/** What is still in the cache under each path, after the purge. */
async function purging(pages: Record<string, string>, options: PurgeOptions) {
  const { read } = publish((request) =>
    page("news", { "Cache-Tag": pages[new URL(request.url).pathname] ?? "" }),
  );
  const paths = Object.keys(pages);
  for (const path of paths) await read(path);
  expect(await purge(options)).toEqual({ success: true, errors: [] });
  const gone: string[] = [];
  for (const path of paths) if ((await read(path)).cache === "MISS") gone.push(path);
  return gone;
}

describe("purge", () => {
  it("by tags deletes what carries one of them", async () => {
    const pages = { "/a": "story:1, front", "/b": "story:2", "/c": "front", "/d": "" };
    expect(await purging(pages, { tags: ["story:1", "story:2"] })).toEqual(["/a", "/b"]);
  });

  it("compares tags without case", async () => {
    expect(await purging({ "/a": "Story:ABC" }, { tags: ["sTORY:abc"] })).toEqual(["/a"]);
  });

  it("knows a page by its first thousand valid tags", async () => {
    const many = Array.from({ length: 1001 }, (_, n) => `t${n}`);
    const tagged = { "/a": many.join(","), "/b": `${"x".repeat(1025)},last` };
    expect(await purging(tagged, { tags: ["t1000", "x".repeat(1025)] })).toEqual([]);
    expect(await purging(tagged, { tags: ["t999", "LAST"] })).toEqual(["/a", "/b"]);
  });

  it("by path deletes what begins with it", async () => {
    const pages = { "/world": "", "/world/x": "", "/worldly": "", "/": "" };
    expect(await purging(pages, { pathPrefixes: ["/world/"] })).toEqual(["/world/x"]);
    expect(await purging(pages, { pathPrefixes: ["world"] })).toEqual(["/world", "/world/x", "/worldly"]);
  });

  it("by path reaches every query", async () => {
    const { read } = publish(() => page("news"));
    await read("/search?q=a");
    await purge({ pathPrefixes: ["/search"] });
    expect((await read("/search?q=a")).cache).toBe("MISS");
  });

  it("joins tags and paths", async () => {
    const pages = { "/a": "x", "/b": "y", "/c": "z" };
    expect(await purging(pages, { tags: ["x"], pathPrefixes: ["/c"] })).toEqual(["/a", "/c"]);
  });

  it("of everything leaves nothing", async () => {
    expect(await purging({ "/a": "x", "/b": "" }, { purgeEverything: true })).toEqual(["/a", "/b"]);
  });

  it("takes every variant of a page", async () => {
    const { read } = publish(() => page("news", { Vary: "Accept" }));
    const as = (accept: string) => read("/", { headers: { Accept: accept } });
    await as("a");
    await as("b");
    await purge({ tags: ["front"] });
    expect([(await as("a")).cache, (await as("b")).cache]).toEqual(["MISS", "MISS"]);
  });
});

describe("a purge is refused", () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => `t${n}`);

  it.each([
    ["over 100 operations", { tags: many(60), pathPrefixes: many(41) }, "101 operations"],
    ["with nothing to purge", { tags: [] }, "nothing to purge"],
    ["of everything and a tag", { purgeEverything: true, tags: ["a"] }, "excludes"],
    ["of a URL instead of a path", { pathPrefixes: ["https://dateline.test/a"] }, "not a path"],
  ])("%s", async (_, options, message) => {
    const { read } = publish(() => page("news", { "Cache-Tag": "t0, a" }));
    await read();
    for (const call of [purge, invalidate]) {
      const { success, errors } = await call(options);
      expect(success).toBe(false);
      expect(errors).toEqual([{ code: expect.any(Number), message: expect.stringContaining(message) }]);
    }
    expect((await read()).cache).toBe("HIT");
  });

  it("not at 100 operations", async () => {
    expect((await purge({ tags: many(100) })).success).toBe(true);
  });
});

describe("invalidate", () => {
  it("serves the old copy once more while refreshing", async () => {
    const { read } = publish((_, count) => page(`edition ${count}`));
    await read();
    expect(await invalidate({ tags: ["front"] })).toEqual({ success: true, errors: [] });
    expect(await read()).toMatchObject({ cache: "STALE", body: "edition 1" });
    expect(await read()).toMatchObject({ cache: "HIT", body: "edition 2" });
  });

  it("asks with If-None-Match; a 304 keeps the body and makes it fresh", async () => {
    const { read, asked } = publish((request) =>
      request.headers.get("If-None-Match") === 'W/"v1"'
        ? new Response(null, { status: 304, headers: { ETag: 'W/"v1"' } })
        : page("edition 1"),
    );
    await read();
    await invalidate({ tags: ["front"] });
    expect(await read()).toMatchObject({ cache: "STALE", body: "edition 1" });
    expect(await read()).toMatchObject({ cache: "HIT", body: "edition 1" });
    expect(asked.map((request) => request.headers.get("If-None-Match"))).toEqual([null, 'W/"v1"']);
  });

  it("refreshes at once without stale-while-revalidate", async () => {
    const headers = { "Cloudflare-CDN-Cache-Control": "max-age=60" };
    const { read } = publish((_, count) => page(`edition ${count}`, headers));
    await read();
    await invalidate({ pathPrefixes: ["/"] });
    expect(await read()).toMatchObject({ cache: "EXPIRED", body: "edition 2" });
  });

  it("gives no stale page a longer life", async () => {
    const { read } = publish((_, count) => page(`edition ${count}`));
    await read();
    pass(300 + 3_599);
    await invalidate({ purgeEverything: true });
    pass(1);
    expect((await read()).cache).toBe("EXPIRED");
  });

  it("spares pages with other tags", async () => {
    const { read } = publish(() => page("news"));
    await read();
    await invalidate({ tags: ["story:2"] });
    expect((await read()).cache).toBe("HIT");
  });
});

describe("a render overtaken", () => {
  /** Reads once, with something happening between the render's beginning and its end. */
  async function overtaken(happening: () => Promise<unknown>) {
    const { opened, open } = gate();
    const { read } = publish(async (_, count) => {
      if (count === 1) await opened;
      return page(`edition ${count}`);
    });
    const reading = read("/news?a=1");
    await happening();
    open();
    expect((await reading).body).toBe("edition 1");
    return read("/news?a=1");
  }

  it.each([
    ["tag", { tags: ["Story:1"] }],
    ["path", { pathPrefixes: ["/new"] }],
    ["everything", { purgeEverything: true }],
  ])("by a purge of its %s is not stored", async (_, options) => {
    expect(await overtaken(() => purge(options))).toMatchObject({ cache: "MISS", body: "edition 2" });
  });

  it("by a purge of something else is stored", async () => {
    expect(await overtaken(() => purge({ tags: ["story:2"] }))).toMatchObject({ cache: "HIT" });
  });

  it("by an invalidation is stored as stale", async () => {
    expect(await overtaken(() => invalidate({ tags: ["front"] }))).toMatchObject({
      cache: "STALE",
      body: "edition 1",
    });
  });

  it("by more purges than are remembered is not stored", async () => {
    const flood = async () => {
      await purge({ tags: ["front"] });
      for (let n = 0; n < 500; n += 1) await purge({ tags: [`other:${n}`] });
    };
    expect(await overtaken(flood)).toMatchObject({ cache: "MISS", body: "edition 2" });
  });

  it("is not what readers after the purge wait for", async () => {
    const { opened, open } = gate();
    const { read, asked } = publish(async (_, count) => {
      if (count === 1) await opened;
      return page(`edition ${count}`);
    });
    const before = read();
    await purge({ tags: ["front"] });
    const after = read();
    open();
    expect((await before).body).toBe("edition 1");
    expect(await after).toMatchObject({ cache: "MISS", body: "edition 2" });
    expect(await read()).toMatchObject({ cache: "HIT", body: "edition 2" });
    expect(asked).toHaveLength(2);
  });

  it("by a later render does not replace it", async () => {
    const { opened, open } = gate();
    const { read } = publish(async (_, count) => {
      if (count === 1) await opened;
      return page(`edition ${count}`);
    });
    const slow = read();
    await purge({ tags: ["unrelated"] });
    await read();
    open();
    await slow;
    expect(await read()).toMatchObject({ cache: "HIT", body: "edition 2" });
  });
});
