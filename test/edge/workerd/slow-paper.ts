import { serveLocally } from "../../../src/edge/local/serve.ts";

const PATIENCE_MS = 200;
/** As the site's own edge has it. */
const CROWD_PATIENCE_MS = 2_000;
const CROWD_RENDER_MS = 500;
const HEADERS = { "Cache-Control": "max-age=60" };

let renders = 0;
let release = () => {};

/**
 * A paper behind the local edge. The first render of `/held` ends at the call of `/-/release`, of `/stuck` never;
 * of `/crowd` after half a second; every other one at once. `/-/renders` counts them.
 */
export default {
  async fetch(request: Request, _env: unknown, ctx: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/-/renders") return new Response(String(renders));
    if (pathname === "/-/release") return released();
    const isCrowd = pathname === "/crowd";
    const render = () => (isCrowd ? crowd() : pathname === "/held" ? held() : stuck());
    const patienceMs = isCrowd ? CROWD_PATIENCE_MS : PATIENCE_MS;
    return serveLocally(request, ctx, { render, debug: false, patienceMs });
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

async function crowd(): Promise<Response> {
  const answer = rendered();
  await scheduler.wait(CROWD_RENDER_MS);
  return answer;
}
