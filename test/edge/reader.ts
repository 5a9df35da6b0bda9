import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { vi } from "vitest";
import { edge } from "../../src/edge/edge.ts";

export type App = (request: Request, count: number) => Response | Promise<Response>;

export interface Seen {
  status: number;
  cache: string | null;
  body: string;
  headers: Headers;
}

/** The headers that a public page has by the contract. */
export const PAGE = {
  "Cloudflare-CDN-Cache-Control": "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400",
  "Cache-Control": "public, max-age=0, must-revalidate",
  "Content-Type": "text/html; charset=utf-8",
  ETag: 'W/"v1"',
  "Cache-Tag": "story:1, front",
};

export function page(body: string, headers: Record<string, string> = {}, status = 200): Response {
  return new Response(body, { status, headers: { ...PAGE, ...headers } });
}

/** A paper behind the edge: `read` asks it like a reader, `asked` is what came through to the app. */
export function publish(app: App, { debug = false } = {}) {
  const asked: Request[] = [];
  const render = async (request: Request) => {
    asked.push(request);
    return app(request, asked.length);
  };
  async function read(path = "/", init: RequestInit = {}): Promise<Seen> {
    const ctx = createExecutionContext();
    const response = await edge(new Request(`http://dateline.test${path}`, init), ctx, { render, debug });
    const seen = await see(response);
    await waitOnExecutionContext(ctx);
    return seen;
  }
  return { read, asked };
}

export async function see(response: Response): Promise<Seen> {
  const { status, headers } = response;
  return { status, headers, cache: headers.get("cf-cache-status"), body: await response.text() };
}

/** Lets time pass for the cache; the test file freezes Date before. */
export function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

/** A promise that the test settles by hand. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
