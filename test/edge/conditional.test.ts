import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { page, pass, publish } from "./reader.ts";

beforeEach(() => {
  resetLocalEdge();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a conditional request", () => {
  const ask = (tags: string) => ({ headers: { "If-None-Match": tags } });

  it("for the version held gets a bare 304", async () => {
    const { read } = publish(() => page("news", { Vary: "X-Colour" }));
    await read();
    pass(7);
    const seen = await read("/", ask('W/"v1"'));
    expect([seen.status, seen.body, seen.cache]).toEqual([304, "", "HIT"]);
    const kept = ["ETag", "Cache-Control", "Date", "Vary", "Age"].filter((name) => seen.headers.has(name));
    expect(kept).toHaveLength(5);
    expect(seen.headers.has("Content-Type")).toBe(false);
  });

  it("compares weakly, over lists and stars", async () => {
    const { read } = publish(() => page("news"));
    await read();
    for (const tags of ['"v1"', '"a,b", W/"v1"', '"x","v1"', "*"]) {
      expect((await read("/", ask(tags))).status, tags).toBe(304);
    }
    for (const tags of ['"v2"', 'W/"v"', "v1", ""])
      expect((await read("/", ask(tags))).status, tags).toBe(200);
  });

  it("on an empty cache is rendered whole, then answered 304", async () => {
    const { read, asked } = publish(() => page("news"));
    expect(await read("/", ask('"v1"'))).toMatchObject({ status: 304, cache: "MISS", body: "" });
    expect(asked[0]?.headers.has("If-None-Match")).toBe(false);
    expect(await read()).toMatchObject({ status: 200, cache: "HIT", body: "news" });
  });

  it("for an answer not stored is decided here too", async () => {
    const { read } = publish(() => page("mine", { "Set-Cookie": "a=1" }));
    expect(await read("/", ask('"v1"'))).toMatchObject({ status: 304, cache: "BYPASS", body: "" });
    expect(await read("/", ask('"v2"'))).toMatchObject({ status: 200, body: "mine" });
  });

  it("never turns an error page into a 304", async () => {
    const { read } = publish(() => page("gone", {}, 410));
    await read();
    expect((await read("/", ask("*"))).status).toBe(410);
  });

  it("by date counts only without an entity tag", async () => {
    const { read } = publish(() => page("news", { "Last-Modified": "Wed, 30 Nov 2016 07:13:00 GMT" }));
    await read();
    const since = (date: string) => ({ headers: { "If-Modified-Since": date } });
    expect((await read("/", since("Wed, 30 Nov 2016 07:13:00 GMT"))).status).toBe(304);
    expect((await read("/", since("Wed, 30 Nov 2016 07:12:59 GMT"))).status).toBe(200);
    expect((await read("/", since("yesterday"))).status).toBe(200);
    const both = { "If-None-Match": '"v0"', "If-Modified-Since": "Wed, 30 Nov 2016 07:13:00 GMT" };
    expect((await read("/", { headers: both })).status).toBe(200);
  });
});
