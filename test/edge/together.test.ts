import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Flight, flightFor, launch, wait } from "../../src/edge/local/flight.ts";
import { beginRender } from "../../src/edge/local/purges.ts";
import { serveLocally } from "../../src/edge/local/serve.ts";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { gate, page, pass, publish, type Seen, see } from "./reader.ts";

const SHORT_PATIENCE_MS = 20;

beforeEach(() => {
  resetLocalEdge();
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const tally = (seen: Seen[]) => Object.groupBy(seen, ({ cache }) => cache ?? "none");

describe("many readers of one page", () => {
  it("200 at once cost one render", async () => {
    const { opened, open } = gate();
    const { read, asked } = publish(async () => {
      await opened;
      return page("news");
    });
    const reading = Promise.all(times(200, () => read()));
    open();
    const seen = await reading;
    expect(asked).toHaveLength(1);
    expect(new Set(seen.map(({ body }) => body))).toEqual(new Set(["news"]));
    expect([tally(seen).MISS?.length, tally(seen).HIT?.length]).toEqual([1, 199]);
  });

  it("of different pages do not wait for each other", async () => {
    const { opened, open } = gate();
    const { read } = publish(async (request) => {
      if (request.url.endsWith("/slow")) await opened;
      return page("news");
    });
    const slow = read("/slow");
    expect((await read("/quick")).cache).toBe("MISS");
    open();
    await slow;
  });

  it("HEAD and GET share a render", async () => {
    const { opened, open } = gate();
    const { read, asked } = publish(async () => {
      await opened;
      return page("news");
    });
    const reading = Promise.all([read("/", { method: "HEAD" }), read()]);
    open();
    expect((await reading).map(({ body }) => body)).toEqual(["", "news"]);
    expect(asked).toHaveLength(1);
  });

  it("each get the variant they asked for", async () => {
    const { opened, open } = gate();
    const { read } = publish(async (request) => {
      await opened;
      return page(request.headers.get("Accept-Language") ?? "", { Vary: "Accept-Language" });
    });
    const languages = ["de", "en", "fr", "de"];
    const reading = Promise.all(languages.map((it) => read("/", { headers: { "Accept-Language": it } })));
    open();
    expect((await reading).map(({ body }) => body)).toEqual(languages);
  });
});

describe("a private answer is never shared", () => {
  it.each([
    ["no-store", { "Cloudflare-CDN-Cache-Control": "no-store" }],
    ["private", { "Cloudflare-CDN-Cache-Control": "private, max-age=60" }],
    ["Set-Cookie", { "Set-Cookie": "commenter=secret" }],
    ["max-age=0", { "Cloudflare-CDN-Cache-Control": "max-age=0" }],
  ])("with %s", async (_, headers) => {
    const { opened, open } = gate();
    const { read, asked } = publish(async (request) => {
      await opened;
      return page(`for ${request.headers.get("Cookie")}`, headers as Record<string, string>);
    });
    const reading = Promise.all(times(20, (n) => read("/", { headers: { Cookie: `reader=${n}` } })));
    open();
    const bodies = (await reading).map(({ body }) => body);
    expect(bodies).toEqual(times(20, (n) => `for reader=${n}`));
    expect(asked).toHaveLength(20);
  });

  it("nor is an error", async () => {
    const { opened, open } = gate();
    const { read } = publish(async (_, count) => {
      await opened;
      if (count === 1) throw new Error("database down");
      return page("news");
    });
    const reading = Promise.allSettled([read(), read()]);
    open();
    expect((await reading).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  });
});

describe("a leader that hangs", () => {
  const visit = async (render: () => Promise<Response>) => {
    const request = new Request("http://dateline.test/");
    const ctx = createExecutionContext();
    const options = { render, debug: false, patienceMs: SHORT_PATIENCE_MS };
    return { ctx, ...(await see(await serveLocally(request, ctx, options))) };
  };
  const never = () => new Promise<Response>(() => {});

  it("does not hang those who wait", async () => {
    void visit(never);
    const waiting = await Promise.all(times(5, (n) => visit(async () => page(`own ${n}`))));
    expect(waiting.map(({ body }) => body)).toEqual(times(5, (n) => `own ${n}`));
  });

  it("is replaced for those who come later", async () => {
    void visit(never);
    await visit(async () =>
      page("own", { "Cache-Control": "no-store", "Cloudflare-CDN-Cache-Control": "no-store" }),
    );
    const { opened, open } = gate();
    let renders = 0;
    const render = async () => {
      renders += 1;
      await opened;
      return page("news");
    };
    const reading = Promise.all([visit(render), visit(render)]);
    open();
    expect((await reading).map(({ body }) => body)).toEqual(["news", "news"]);
    expect(renders).toBe(1);
  });

  it("in the background is replaced as well", async () => {
    const headers = { "Cloudflare-CDN-Cache-Control": "max-age=0, stale-while-revalidate=600" };
    await visit(async () => page("old", headers));
    expect((await visit(never)).cache).toBe("STALE");
    expect((await visit(never)).cache).toBe("UPDATING");
    pass(1);
    const relief = await visit(async () => page("new", headers));
    expect(relief.cache).toBe("STALE");
    await waitOnExecutionContext(relief.ctx);
    expect((await visit(never)).body).toBe("new");
  });
});

describe("a flight", () => {
  const KEY = "/";
  const patienceMs = SHORT_PATIENCE_MS;

  it("that fails lands without rejecting", async () => {
    const outcome = Promise.reject(new Error("database down"));
    launch(KEY, createExecutionContext(), { outcome, began: beginRender() });
    const flight = flightFor(KEY, patienceMs);
    expect(await flight?.shared).toBeUndefined();
    expect(flightFor(KEY, patienceMs)).toBeUndefined();
  });

  it("that lands late leaves its successor alone", async () => {
    const { promise, resolve } = Promise.withResolvers<{ response: Response; status: "BYPASS" }>();
    const ctx = createExecutionContext();
    launch(KEY, ctx, { outcome: promise, began: beginRender() });
    launch(KEY, createExecutionContext(), { outcome: new Promise(() => {}), began: beginRender() });
    const successor = flightFor(KEY, patienceMs);
    resolve({ response: new Response(), status: "BYPASS" });
    await waitOnExecutionContext(ctx);
    expect(flightFor(KEY, patienceMs)).toBe(successor);
  });

  it("whose leader is cancelled is deleted by a waiter", async () => {
    const outcome = new Promise<never>(() => {});
    launch(KEY, createExecutionContext(), { outcome, began: beginRender() });
    const flight = flightFor(KEY, patienceMs) as Flight;
    // What workerd does to those who wait for a request that was cancelled.
    Object.assign(flight, { shared: Promise.reject(new Error("The script will never generate a response")) });
    expect(await wait(KEY, flight, patienceMs)).toBe("gone");
    expect(flightFor(KEY, patienceMs)).toBeUndefined();
  });
});
