import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { pass, publish } from "./reader.ts";

beforeEach(() => {
  resetLocalEdge();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The cache status of a second reader, some seconds after the first. */
async function secondVisit(headers: Record<string, string>, { status = 200, seconds = 0 } = {}) {
  const { read } = publish(() => new Response("news", { status, headers }));
  resetLocalEdge();
  await read();
  pass(seconds);
  return (await read()).cache;
}

describe("the deciding header", () => {
  it("is the most specific one", async () => {
    const all = {
      "Cloudflare-CDN-Cache-Control": "max-age=30",
      "CDN-Cache-Control": "max-age=20",
      "Cache-Control": "max-age=10",
    };
    const { "Cloudflare-CDN-Cache-Control": _, ...two } = all;
    const { "CDN-Cache-Control": __, ...one } = two;
    for (const [headers, seconds] of [
      [all, 30],
      [two, 20],
      [one, 10],
    ] as const) {
      expect(await secondVisit(headers, { seconds: seconds - 1 })).toBe("HIT");
      expect(await secondVisit(headers, { seconds })).toBe("EXPIRED");
    }
  });

  it("decides against storing too", async () => {
    expect(await secondVisit({ "CDN-Cache-Control": "no-store", "Cache-Control": "max-age=9" })).toBe(
      "BYPASS",
    );
    expect(await secondVisit({ "CDN-Cache-Control": "max-age=9", "Cache-Control": "no-store" })).toBe("HIT");
  });

  it("is read whatever its case and spaces", async () => {
    expect(await secondVisit({ "Cache-Control": 'Public ,  Max-Age="60"' }, { seconds: 59 })).toBe("HIT");
    expect(await secondVisit({ "Cache-Control": "max-age=60, No-Store" })).toBe("BYPASS");
  });

  it("lets s-maxage beat max-age", async () => {
    expect(await secondVisit({ "Cache-Control": "max-age=1, s-maxage=60" }, { seconds: 59 })).toBe("HIT");
  });

  it("honours Expires beside it", async () => {
    const expires = new Date(Date.now() + 60_000).toUTCString();
    expect(await secondVisit({ Expires: expires }, { seconds: 58 })).toBe("HIT");
    expect(await secondVisit({ Expires: "0" })).toBe("EXPIRED");
    expect(await secondVisit({ Expires: expires }, { status: 302, seconds: 0 })).toBe("HIT");
  });

  it("counts the age an answer brings along", async () => {
    expect(await secondVisit({ "Cache-Control": "max-age=60", Age: "50" }, { seconds: 9 })).toBe("HIT");
    expect(await secondVisit({ "Cache-Control": "max-age=60", Age: "50" }, { seconds: 10 })).toBe("EXPIRED");
  });

  it("takes no age that is not a whole number", async () => {
    for (const age of ["50.0", "-50", "5e1", "old"])
      expect(await secondVisit({ "Cache-Control": "max-age=60", Age: age }, { seconds: 59 }), age).toBe(
        "HIT",
      );
    expect(await secondVisit({ "Cache-Control": "max-age=60", Age: "50, 1" }, { seconds: 10 })).toBe(
      "EXPIRED",
    );
  });
});

describe("an answer is not stored", () => {
  it.each([
    ["with a cookie", { "Cache-Control": "public, max-age=60", "Set-Cookie": "a=1" }],
    ["if private", { "Cache-Control": "private, max-age=60" }],
    ["with no-store", { "Cache-Control": "no-store" }],
    ["with Vary: *", { "Cache-Control": "max-age=60", Vary: "Accept, *" }],
  ])("%s", async (_, headers) => {
    expect(await secondVisit(headers as Record<string, string>)).toBe("BYPASS");
  });

  it.each([206, 500, 503])("with status %i", async (status) => {
    expect(await secondVisit({ "Cache-Control": "public, max-age=60" }, { status })).toBe("BYPASS");
  });
});

describe("an answer is stored", () => {
  it.each([200, 301, 302, 404, 410, 429, 451])("with status %i if it says so", async (status) => {
    expect(await secondVisit({ "Cache-Control": "max-age=60" }, { status, seconds: 59 })).toBe("HIT");
    expect(await secondVisit({ "Cache-Control": "max-age=60" }, { status, seconds: 60 })).toBe("EXPIRED");
  });

  it.each([
    [200, 7200],
    [301, 1200],
    [404, 180],
    [410, 180],
  ])("with status %i and no word for %i seconds", async (status, seconds) => {
    expect(await secondVisit({}, { status, seconds: seconds - 1 })).toBe("HIT");
    expect(await secondVisit({}, { status, seconds })).toBe("EXPIRED");
  });

  it.each([302, 403, 451])("with status %i and no word never", async (status) => {
    expect(await secondVisit({}, { status })).toBe("BYPASS");
  });

  it("with no-cache, but asked about each time", async () => {
    expect(await secondVisit({ "Cache-Control": "no-cache, max-age=60" })).toBe("EXPIRED");
  });
});

describe("Vary", () => {
  const speaking = (request: Request) =>
    new Response(request.headers.get("Accept-Language") ?? "none", {
      headers: { "Cache-Control": "max-age=60", Vary: "Accept-Language" },
    });
  const in_ = (language: string) => ({ headers: { "Accept-Language": language } });

  it("keeps one variant for each value, verbatim", async () => {
    const { read, asked } = publish(speaking);
    for (const language of ["de", "en", "en, de", "de, en"]) {
      expect(await read("/", in_(language))).toMatchObject({ cache: "MISS", body: language });
    }
    for (const language of ["de", "en", "en, de", "de, en"]) {
      expect(await read("/", in_(language))).toMatchObject({ cache: "HIT", body: language });
    }
    expect(asked).toHaveLength(4);
  });

  it("tells an absent header from an empty one", async () => {
    const { read } = publish(speaking);
    expect((await read("/")).body).toBe("none");
    expect(await read("/", in_(""))).toMatchObject({ cache: "MISS", body: "" });
    expect(await read("/")).toMatchObject({ cache: "HIT", body: "none" });
  });

  it("given up later serves everybody again", async () => {
    const { read } = publish((request, count) => (count === 1 ? speaking(request) : new Response("all")));
    await read("/", in_("de"));
    expect(await read("/", in_("en"))).toMatchObject({ cache: "MISS", body: "all" });
    expect(await read("/", in_("fr"))).toMatchObject({ cache: "HIT", body: "all" });
  });
});

describe("size", () => {
  const MIB = 1024 * 1024;
  const cacheable = { "Cache-Control": "max-age=60" };

  it("a body over 8 MiB streams through whole", async () => {
    const bytes = 8 * MIB + 1;
    const { read } = publish(() => new Response("x".repeat(bytes), { headers: cacheable }));
    for (let visit = 0; visit < 2; visit += 1) {
      const seen = await read();
      expect([seen.cache, seen.body.length]).toEqual(["MISS", bytes]);
    }
  });

  it("a body announced as too large is not even read", async () => {
    const headers = { ...cacheable, "Content-Length": String(9 * MIB) };
    const { read } = publish(() => new Response("in truth short", { headers }));
    await read();
    expect(await read()).toMatchObject({ cache: "MISS", body: "in truth short" });
  });

  it("a body of 8 MiB is stored", async () => {
    const { read } = publish(() => new Response("x".repeat(8 * MIB), { headers: cacheable }));
    await read();
    expect((await read()).cache).toBe("HIT");
  });

  it("pages of 100 MiB in all leave the newest 64 MiB", async () => {
    const { read, asked } = publish(() => new Response("x".repeat(MIB), { headers: cacheable }));
    for (let n = 0; n < 100; n += 1) await read(`/${n}`, { method: "HEAD" });
    const hits: number[] = [];
    for (let n = 99; n >= 0; n -= 1) {
      if ((await read(`/${n}`, { method: "HEAD" })).cache !== "HIT") break;
      hits.push(n);
    }
    expect(hits).toEqual(Array.from({ length: 63 }, (_, n) => 99 - n));
    expect(asked).toHaveLength(101);
  });

  it("a private stream is passed on while it runs", async () => {
    const { readable, writable } = new IdentityTransformStream();
    const { read } = publish(() => new Response(readable, { headers: { "Cache-Control": "no-store" } }));
    const reading = read();
    const writer = writable.getWriter();
    await writer.write(new TextEncoder().encode("live"));
    await writer.close();
    expect(await reading).toMatchObject({ cache: "BYPASS", body: "live" });
  });
});
