import { createExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cacheOf, edge } from "../../src/edge/edge.ts";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { PAGE, page, pass, publish } from "./reader.ts";

beforeEach(() => {
  resetLocalEdge();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("where the platform caches", () => {
  const platform = { purge: async () => ({ success: true, errors: [] }), invalidate: vi.fn() };
  const ctx = { cache: platform } as unknown as ExecutionContext;

  it("the answer passes through untouched", async () => {
    const rendered = page("news");
    const answer = await edge(new Request("http://dateline.test/"), ctx, {
      render: async () => rendered,
      debug: false,
    });
    expect(answer).toBe(rendered);
    expect(answer.headers.get("Cache-Tag")).toBe(PAGE["Cache-Tag"]);
  });

  it("every request is rendered as it came, and nothing is kept", async () => {
    const asked: Request[] = [];
    const render = async (request: Request) => {
      asked.push(request);
      return page("news");
    };
    const conditions = { "If-None-Match": 'W/"v1"', Range: "bytes=0-1" };
    const requests = [{}, {}, { method: "HEAD" }, { headers: conditions }, { method: "POST" }].map(
      (init) => new Request("http://dateline.test/", init),
    );
    for (const request of requests) {
      const answer = await edge(request, ctx, { render, debug: false });
      expect([answer.status, answer.headers.has("CF-Cache-Status")]).toEqual([200, false]);
    }
    expect(asked.map((request, n) => request === requests[n])).toEqual(requests.map(() => true));
    expect((await publish(() => page("news")).read()).cache).toBe("MISS");
  });

  it("purges go to the platform's cache", () => {
    expect(cacheOf(ctx)).toBe(platform);
  });

  it("a context without purge gets the local cache", async () => {
    expect(cacheOf(createExecutionContext())).not.toBe(platform);
    expect(await cacheOf(createExecutionContext()).purge({ tags: ["a"] })).toEqual({
      success: true,
      errors: [],
    });
  });
});

describe("a fresh page", () => {
  it("is rendered once, then served with its age", async () => {
    const { read, asked } = publish((_, count) => page(`edition ${count}`));
    const first = await read();
    pass(42);
    const second = await read();
    expect([first.cache, first.body, first.headers.get("Age")]).toEqual(["MISS", "edition 1", null]);
    expect([second.cache, second.body, second.headers.get("Age")]).toEqual(["HIT", "edition 1", "42"]);
    expect(second.headers.get("Content-Type")).toBe(PAGE["Content-Type"]);
    expect(asked).toHaveLength(1);
  });

  it("keeps its status, bytes and date", async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const { read } = publish(
      () => new Response(bytes, { status: 410, headers: { "Cache-Control": "max-age=9" } }),
    );
    const first = await read();
    pass(5);
    const second = await read();
    expect(second.status).toBe(410);
    expect(second.body).toBe(new TextDecoder().decode(bytes));
    expect(second.headers.get("Date")).toBe(first.headers.get("Date"));
  });

  it("gives each reader headers of their own", async () => {
    const { read } = publish(() => page("news"));
    const first = await read();
    const early = await read();
    early.headers.set("X-Changed", "1");
    pass(9);
    const late = await read();
    const ages = [first, early, late].map(({ headers }) => headers.get("Age"));
    expect(ages).toEqual([null, "0", "9"]);
    expect(late.headers.has("X-Changed")).toBe(false);
  });

  it("brings along the age that it came with", async () => {
    const { read } = publish(() => page("news", { Age: "20" }));
    expect((await read()).headers.get("Age")).toBe("20");
    pass(5);
    expect((await read()).headers.get("Age")).toBe("25");
  });

  it("keeps nothing that was said to one connection", async () => {
    const said = { Connection: "X-Mine, close", "X-Mine": "1", "Keep-Alive": "5", "Proxy-Authenticate": "x" };
    const { read } = publish(() => page("news", { ...said, "X-Yours": "2" }));
    await read();
    const { headers } = await read();
    expect(Object.keys(said).filter((name) => headers.has(name))).toEqual([]);
    expect(headers.get("X-Yours")).toBe("2");
  });

  it("with no content is served without a body", async () => {
    const { read } = publish(
      () => new Response(null, { status: 204, headers: { "Cache-Control": "max-age=9" } }),
    );
    await read();
    expect(await read()).toMatchObject({ status: 204, cache: "HIT", body: "" });
  });

  it("cannot be busted by a reader's no-cache", async () => {
    const { read, asked } = publish(() => page("news"));
    await read();
    const again = await read("/", { headers: { "Cache-Control": "no-cache", Pragma: "no-cache" } });
    expect(again.cache).toBe("HIT");
    expect(asked).toHaveLength(1);
  });
});

/** Cloudflare adds them to the key. */
const POISONING = [
  "X-Host",
  "X-Forwarded-Server",
  "X-Forwarded-Scheme",
  "X-HTTP-Method-Override",
  "X-HTTP-Method",
  "X-Method-Override",
  "X-Original-URL",
  "X-Rewrite-URL",
  "Forwarded",
];

describe("the key", () => {
  it("has path and query, in their order", async () => {
    const { read } = publish((request) => page(request.url));
    for (const path of ["/a", "/a/", "/a?x=1&y=2", "/a?y=2&x=1", "/b"]) {
      expect((await read(path)).cache, path).toBe("MISS");
      expect((await read(path)).cache, path).toBe("HIT");
    }
  });

  it("leaves out host, scheme, fragment, cookie and browser", async () => {
    const { read, asked } = publish(() => page("news"));
    await read("/a");
    const ctx = createExecutionContext();
    const headers = { Cookie: "commenter=secret", "User-Agent": "other", Accept: "text/plain" };
    const elsewhere = new Request("https://elsewhere.test:8443/a#top", { headers });
    const answer = await edge(elsewhere, ctx, { render: async () => page("other"), debug: false });
    expect(answer.headers.get("CF-Cache-Status")).toBe("HIT");
    expect(asked).toHaveLength(1);
  });

  it("sets requests with poisoning headers apart", async () => {
    const { read } = publish((request) => page(`by ${request.headers.get("X-Forwarded-Host") ?? "us"}`));
    const poison = { headers: { "X-Forwarded-Host": "evil.test" } };
    expect((await read("/", poison)).body).toBe("by evil.test");
    expect(await read("/")).toMatchObject({ cache: "MISS", body: "by us" });
    expect(await read("/", poison)).toMatchObject({ cache: "HIT", body: "by evil.test" });
    for (const name of POISONING) {
      expect((await read("/", { headers: { [name]: "x" } })).cache, name).toBe("MISS");
    }
  });
});

describe("requests that pass by the cache", () => {
  it("a POST is dynamic and leaves the entry alone", async () => {
    const { read, asked } = publish((request) => page(request.method));
    await read();
    expect(await read("/", { method: "POST", body: "x" })).toMatchObject({ cache: "DYNAMIC", body: "POST" });
    expect(await read()).toMatchObject({ cache: "HIT", body: "GET" });
    expect(asked).toHaveLength(2);
  });

  it("a request with Authorization neither reads nor fills", async () => {
    const { read } = publish((request) => page(request.headers.get("Authorization") ?? "anybody"));
    const token = { headers: { Authorization: "Bearer dl_1", "If-None-Match": '"5"' } };
    expect(await read("/", token)).toMatchObject({ cache: "BYPASS", body: "Bearer dl_1" });
    expect(await read("/")).toMatchObject({ cache: "MISS", body: "anybody" });
    expect(await read("/", token)).toMatchObject({ cache: "BYPASS", body: "Bearer dl_1" });
  });

  it("conditions on a passed request reach the app", async () => {
    const { read, asked } = publish(() => page("news"));
    await read("/", { method: "PUT", headers: { "If-Match": '"5"' } });
    await read("/", { headers: { Authorization: "Bearer x", "If-None-Match": 'W/"v1"' } });
    expect(asked.map((request) => request.headers.get("If-Match"))).toEqual(['"5"', null]);
    expect(asked[1]?.headers.get("If-None-Match")).toBe('W/"v1"');
  });
});

describe("HEAD", () => {
  it("is answered from the entry of GET", async () => {
    const { read, asked } = publish(() => page("0123456789"));
    await read();
    const head = await read("/", { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, cache: "HIT", body: "" });
    expect(head.headers.get("Content-Length")).toBe("10");
    expect(asked).toHaveLength(1);
  });

  it("on an empty cache fills it by a GET", async () => {
    const { read, asked } = publish(() => page("news"));
    expect(await read("/", { method: "HEAD" })).toMatchObject({ cache: "MISS", body: "" });
    expect(asked[0]?.method).toBe("GET");
    expect(await read()).toMatchObject({ cache: "HIT", body: "news" });
  });

  it("of a private answer has its headers only", async () => {
    const { read } = publish(
      () => new Response("secret", { headers: { "Cache-Control": "no-store", "X-Word": "a" } }),
    );
    const head = await read("/", { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, cache: "BYPASS", body: "" });
    expect(head.headers.get("X-Word")).toBe("a");
  });
});

describe("headers for the edge alone", () => {
  const hidden = ["Cloudflare-CDN-Cache-Control", "Cache-Tag"];
  const app = (request: Request) =>
    page("news", {
      "CDN-Cache-Control": "max-age=1",
      ...(request.url.endsWith("/mine") ? { "Set-Cookie": "a=1" } : {}),
    });
  const visits: [string, string, RequestInit][] = [
    ["MISS", "/", {}],
    ["HIT", "/", {}],
    ["HIT", "/", { method: "HEAD" }],
    ["HIT", "/", { headers: { "If-None-Match": 'W/"v1"' } }],
    ["BYPASS", "/mine", {}],
    ["BYPASS", "/", { headers: { Authorization: "Bearer x" } }],
    ["DYNAMIC", "/", { method: "POST" }],
  ];

  it("never leave it", async () => {
    const { read } = publish(app);
    for (const [cache, path, init] of visits) {
      const seen = await read(path, init);
      expect(seen.cache).toBe(cache);
      expect(hidden.filter((name) => seen.headers.has(name))).toEqual([]);
      // For caches further on (RFC 9213 §2).
      expect(seen.headers.get("CDN-Cache-Control")).toBe("max-age=1");
      expect(seen.headers.get("Cache-Control")).toBe(PAGE["Cache-Control"]);
    }
  });

  it("are kept while debugging", async () => {
    const { read } = publish(app, { debug: true });
    for (const [cache, path, init] of visits) {
      const seen = await read(path, init);
      expect(seen.cache).toBe(cache);
      expect(hidden.filter((name) => seen.headers.has(name))).toEqual(hidden);
    }
  });
});
