import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cacheOf, edge } from "../../src/edge/edge.ts";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { gate, PAGE, page, pass, publish, see } from "./reader.ts";

const FRESH_S = 300;
const REVALIDATE_S = 3_600;

beforeEach(() => {
  resetLocalEdge();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("stale-while-revalidate", () => {
  it("serves the old copy and refreshes behind it", async () => {
    const { read, asked } = publish((_, count) => page(`edition ${count}`, { ETag: `"v${count}"` }));
    await read();
    pass(FRESH_S);
    const stale = await read();
    expect([stale.cache, stale.body, stale.headers.get("Age")]).toEqual(["STALE", "edition 1", "300"]);
    expect(await read()).toMatchObject({ cache: "HIT", body: "edition 2" });
    expect(asked[1]?.headers.get("If-None-Match")).toBe('"v1"');
  });

  it("refreshes once, however many readers come", async () => {
    const { opened, open } = gate();
    let renders = 0;
    const render = async () => {
      renders += 1;
      if (renders > 1) await opened;
      return page(`edition ${renders}`);
    };
    const visit = async () => {
      const ctx = createExecutionContext();
      const answer = await edge(new Request("http://dateline.test/"), ctx, { render, debug: false });
      return { ctx, ...(await see(answer)) };
    };
    await visit();
    pass(FRESH_S);
    const starter = await visit();
    const others = await Promise.all([visit(), visit(), visit()]);
    expect([starter.cache, ...others.map((other) => other.cache)]).toEqual([
      "STALE",
      "UPDATING",
      "UPDATING",
      "UPDATING",
    ]);
    open();
    await waitOnExecutionContext(starter.ctx);
    expect(await visit()).toMatchObject({ cache: "HIT", body: "edition 2" });
    expect(renders).toBe(2);
  });

  it("keeps the body on a 304 and renews it", async () => {
    const { read } = publish((request) =>
      request.headers.has("If-None-Match") ? new Response(null, { status: 304 }) : page("news"),
    );
    await read();
    pass(FRESH_S);
    expect((await read()).cache).toBe("STALE");
    pass(FRESH_S - 1);
    const renewed = await read();
    expect([renewed.cache, renewed.body, renewed.headers.get("Age")]).toEqual(["HIT", "news", "299"]);
    expect(renewed.headers.get("Content-Type")).toBe(PAGE["Content-Type"]);
  });

  it("survives a refresh that fails", async () => {
    const { read } = publish((_, count) => {
      if (count === 2) throw new Error("database down");
      return page(`edition ${count}`);
    });
    await read();
    pass(FRESH_S);
    expect((await read()).cache).toBe("STALE");
    expect(await read()).toMatchObject({ cache: "STALE", body: "edition 1" });
    expect(await read()).toMatchObject({ cache: "HIT", body: "edition 3" });
  });

  it("drops the old copy when its page turns private", async () => {
    const { read } = publish((_, count) =>
      count === 1 ? page("public") : new Response("private", { headers: { "Cache-Control": "no-store" } }),
    );
    await read();
    pass(FRESH_S);
    expect((await read()).body).toBe("public");
    expect(await read()).toMatchObject({ cache: "BYPASS", body: "private" });
  });

  it("ends with its window", async () => {
    const { read } = publish((_, count) => page(`edition ${count}`));
    await read();
    pass(FRESH_S + REVALIDATE_S - 1);
    expect((await read()).cache).toBe("STALE");
    pass(FRESH_S + REVALIDATE_S);
    expect(await read()).toMatchObject({ cache: "EXPIRED", body: "edition 3" });
  });

  it.each(["s-maxage=60", "must-revalidate", "proxy-revalidate"])("is switched off by %s", async (word) => {
    const control = `max-age=60, stale-while-revalidate=600, stale-if-error=600, ${word}`;
    const headers = { "Cloudflare-CDN-Cache-Control": control };
    const { read } = publish((_, count) =>
      count === 3 ? page("error", {}, 500) : page(`${count}`, headers),
    );
    await read();
    pass(59);
    expect((await read()).cache).toBe("HIT");
    pass(1);
    expect(await read()).toMatchObject({ cache: "EXPIRED", body: "2" });
    pass(60);
    expect(await read()).toMatchObject({ status: 500, body: "error" });
  });
});

describe("past the window", () => {
  it("a 304 from the app is REVALIDATED", async () => {
    const { read, asked } = publish((request) =>
      request.headers.get("If-None-Match") === 'W/"v1"'
        ? new Response(null, { status: 304, headers: { "X-Edition": "second", "Content-Type": "x/y" } })
        : page("news", { "X-Edition": "first" }),
    );
    await read();
    pass(FRESH_S + REVALIDATE_S);
    const seen = await read("/", { headers: { "If-None-Match": '"other"' } });
    expect(seen).toMatchObject({ status: 200, cache: "REVALIDATED", body: "news" });
    expect(seen.headers.get("X-Edition")).toBe("second");
    expect(seen.headers.get("Content-Type")).toBe(PAGE["Content-Type"]);
    expect((await read()).cache).toBe("HIT");
    expect(asked).toHaveLength(2);
  });

  it("a 304 keeps the tags of its page", async () => {
    const { read } = publish((request) =>
      request.headers.has("If-None-Match") ? new Response(null, { status: 304 }) : page("news"),
    );
    await read();
    pass(FRESH_S + REVALIDATE_S);
    await read();
    await cacheOf(createExecutionContext()).purge({ tags: ["story:1"] });
    expect((await read()).cache).toBe("MISS");
  });

  it("a 304 that forbids storing empties the place", async () => {
    const { read, asked } = publish((request) =>
      request.headers.has("If-None-Match")
        ? new Response(null, { status: 304, headers: { "Cloudflare-CDN-Cache-Control": "no-store" } })
        : page("news"),
    );
    await read();
    pass(FRESH_S + REVALIDATE_S);
    expect(await read()).toMatchObject({ status: 200, cache: "BYPASS", body: "news" });
    await read();
    expect(asked[2]?.headers.has("If-None-Match")).toBe(false);
  });

  it("a page without entity tag is asked for by date", async () => {
    const date = "Wed, 30 Nov 2016 07:13:00 GMT";
    const headers = { "Cache-Control": "max-age=1", "Last-Modified": date };
    const { read, asked } = publish(() => new Response("news", { headers }));
    await read();
    pass(1);
    await read();
    expect(asked[1]?.headers.get("If-Modified-Since")).toBe(date);
  });
});

describe("stale-if-error", () => {
  const within = "max-age=60, stale-if-error=600";
  const failing = (how: () => Response) => (_: Request, count: number) =>
    count === 1 ? page("news", { "Cloudflare-CDN-Cache-Control": within }) : how();
  const throwing = () => {
    throw new Error("database down");
  };

  it.each([
    ["throws", throwing],
    ["answers 503", () => new Response("down", { status: 503, headers: { "Cache-Control": "no-store" } })],
    [
      "breaks off",
      () => new Response(new ReadableStream({ start: (stream) => stream.error(new Error("cut")) })),
    ],
  ])("serves the old copy when the app %s", async (_, how) => {
    const { read } = publish(failing(how));
    await read();
    pass(659);
    expect(await read()).toMatchObject({ status: 200, cache: "STALE", body: "news" });
  });

  it("ends with its window", async () => {
    const { read } = publish(failing(throwing));
    await read();
    pass(660);
    await expect(read()).rejects.toThrow("database down");
  });

  it("lets a 4xx answer through", async () => {
    const { read } = publish(failing(() => page("gone", {}, 410)));
    await read();
    pass(60);
    expect(await read()).toMatchObject({ status: 410, cache: "EXPIRED" });
  });

  it("without a window lasts as long as the failure", async () => {
    const { read } = publish((_, count) => {
      if (count > 1) throw new Error("database down");
      return new Response("news", { headers: { "Cache-Control": "max-age=60" } });
    });
    await read();
    pass(10_000_000);
    expect(await read()).toMatchObject({ cache: "STALE", body: "news" });
  });

  it("has nothing to offer on a first visit", async () => {
    const { read } = publish(throwing);
    await expect(read()).rejects.toThrow("database down");
  });

  it("never brings back what was purged meanwhile", async () => {
    const ctx = createExecutionContext();
    const { read } = publish(async (_, count) => {
      if (count === 1) return page("withdrawn", { "Cloudflare-CDN-Cache-Control": within });
      await cacheOf(ctx).purge({ tags: ["story:1"] });
      return new Response("down", { status: 503, headers: { "Cache-Control": "no-store" } });
    });
    await read();
    pass(60);
    expect(await read()).toMatchObject({ status: 503, body: "down" });
  });
});
