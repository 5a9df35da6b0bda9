import { serveLocally } from "../../../src/edge/local/serve.ts";

const PATIENCE_MS = 200;
const HEADERS = { "Cache-Control": "max-age=60" };

let renders = 0;
let release = () => {};

/**
 * A paper behind the local edge. The first render of `/held` ends at the call of `/-/release`, of `/stuck` never;
 * every other one at once. `/-/renders` counts them.
 */
export default {
  async fetch(request: Request, _env: unknown, ctx: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/-/renders") return new Response(String(renders));
    if (pathname === "/-/release") return released();
    const render = () => (pathname === "/held" ? held() : stuck());
    return serveLocally(request, ctx, { render, debug: false, patienceMs: PATIENCE_MS });
  },
};

function rendered(): Response {
  renders += 1;
  return new Response(`render ${renders}`, { headers: HEADERS });
}

function released(): Response {
  release();
  return new Response();
}

async function held(): Promise<Response> {
  const answer = rendered();
  if (renders === 1) {
    let isHeld = true;
    release = () => {
      isHeld = false;
    };
    while (isHeld) await scheduler.wait(10);
  }
  return answer;
}

async function stuck(): Promise<Response> {
  const answer = rendered();
  if (renders === 1) await new Promise(() => {});
  return answer;
}
