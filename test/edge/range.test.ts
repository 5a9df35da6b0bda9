import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { page, pass, publish, type Seen } from "./reader.ts";

beforeEach(() => {
  resetLocalEdge();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const DIGITS = "0123456789";
const part = (range: string, headers: Record<string, string> = {}) => ({
  headers: { Range: range, ...headers },
});
const shown = ({ status, body, headers }: Seen) => [status, body, headers.get("Content-Range")];

describe("a range", () => {
  it.each([
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=-20", DIGITS, "bytes 0-9/10"],
    ["bytes=8-99", "89", "bytes 8-9/10"],
    ["BYTES=9-9", "9", "bytes 9-9/10"],
  ])("%s of a stored page is cut out of it", async (range, body, contentRange) => {
    const { read, asked } = publish(() => page(DIGITS));
    await read();
    pass(5);
    const seen = await read("/", part(range));
    expect(shown(seen)).toEqual([206, body, contentRange]);
    expect(seen.cache).toBe("HIT");
    expect(["Accept-Ranges", "ETag", "Age"].map((name) => seen.headers.get(name))).toEqual([
      "bytes",
      'W/"v1"',
      "5",
    ]);
    expect(asked).toHaveLength(1);
  });

  it("on an empty cache fills it with the whole page", async () => {
    const { read, asked } = publish(() => page(DIGITS));
    const first = await read("/", part("bytes=2-4"));
    expect([...shown(first), first.cache]).toEqual([206, "234", "bytes 2-4/10", "MISS"]);
    expect(asked[0]?.headers.has("Range")).toBe(false);
    expect(await read()).toMatchObject({ status: 200, body: DIGITS, cache: "HIT" });
  });

  it.each(["bytes=10-", "bytes=99-100", "bytes=-0"])("%s beyond the page is refused", async (range) => {
    const { read } = publish(() => page(DIGITS));
    const seen = await read("/", part(range));
    expect(shown(seen)).toEqual([416, "", "bytes */10"]);
    expect([seen.headers.get("Cache-Control"), seen.headers.has("Content-Type")]).toEqual([
      "no-store",
      false,
    ]);
    expect(await read()).toMatchObject({ status: 200, body: DIGITS, cache: "HIT" });
  });

  it.each([
    "bytes=0-1,4-5",
    "bytes=3-1",
    "bytes=a-b",
    "bytes=-",
    "bytes=",
    "bytes",
    "lines=1-2",
    "bytes=1-2x",
  ])("%s is none that we cut: the whole page", async (range) => {
    const { read } = publish(() => page(DIGITS));
    await read();
    expect(shown(await read("/", part(range)))).toEqual([200, DIGITS, null]);
  });

  it("cuts bytes, not letters", async () => {
    const { read } = publish(() => page("Žižek"));
    const seen = await read("/", part("bytes=2-2"));
    expect(shown(seen)).toEqual([206, "i", "bytes 2-2/7"]);
  });

  it("of an empty page is refused, its end is not", async () => {
    const { read } = publish(() => page(""));
    expect(shown(await read("/", part("bytes=0-")))).toEqual([416, "", "bytes */0"]);
    expect(shown(await read("/", part("bytes=-5")))).toEqual([200, "", null]);
  });

  it("is for GET of a 200 only", async () => {
    const { read } = publish((request) => page(DIGITS, {}, request.url.endsWith("/gone") ? 410 : 200));
    const head = await read("/", { method: "HEAD", ...part("bytes=0-3") });
    expect([head.status, head.headers.get("Content-Length")]).toEqual([200, "10"]);
    expect(shown(await read("/gone", part("bytes=0-3")))).toEqual([410, DIGITS, null]);
  });

  it("of a page compressed on its way out is not cut", async () => {
    const { read } = publish(() => page(DIGITS, { "Content-Encoding": "gzip" }));
    await read();
    expect((await read("/", part("bytes=0-3"))).status).toBe(200);
  });

  it("of a stale page is cut while it is refreshed", async () => {
    const { read } = publish((_, count) => page(`${count}${DIGITS}`));
    await read();
    pass(300);
    const seen = await read("/", part("bytes=0-1"));
    expect([...shown(seen), seen.cache]).toEqual([206, "10", "bytes 0-1/11", "STALE"]);
    expect((await read("/", part("bytes=0-1"))).body).toBe("20");
  });

  it("yields to If-None-Match", async () => {
    const { read } = publish(() => page(DIGITS));
    await read();
    expect((await read("/", part("bytes=0-3", { "If-None-Match": 'W/"v1"' }))).status).toBe(304);
    expect((await read("/", part("bytes=0-3", { "If-None-Match": 'W/"v0"' }))).status).toBe(206);
  });
});

describe("If-Range", () => {
  const CHANGED = "Wed, 30 Nov 2016 07:13:00 GMT";
  const OTHER = "Wed, 30 Nov 2016 07:12:00 GMT";

  it.each([
    ["a strong tag", { ETag: '"v1"' }, '"v1"', 206],
    ["another tag", { ETag: '"v1"' }, '"v2"', 200],
    ["a weak tag", { ETag: 'W/"v1"' }, 'W/"v1"', 200],
    ["a weak page's opaque tag", { ETag: 'W/"v1"' }, '"v1"', 200],
    ["the page's date", { "Last-Modified": CHANGED }, CHANGED, 206],
    ["another date", { "Last-Modified": CHANGED }, OTHER, 200],
    ["a date that the page lacks", {}, CHANGED, 200],
  ])("with %s", async (_, headers, ifRange, status) => {
    const { read } = publish(() => page(DIGITS, headers as Record<string, string>));
    await read();
    expect((await read("/", part("bytes=0-3", { "If-Range": ifRange }))).status).toBe(status);
  });

  it("with the date of a page made that second does not count", async () => {
    const now = new Date().toUTCString();
    const { read } = publish(() => page(DIGITS, { "Last-Modified": now, Date: now }));
    await read();
    expect((await read("/", part("bytes=0-3", { "If-Range": now }))).status).toBe(200);
  });

  it("without a range means nothing", async () => {
    const { read } = publish(() => page(DIGITS));
    await read();
    expect((await read("/", { headers: { "If-Range": '"v1"' } })).status).toBe(200);
  });
});
