import { answer, passOn, passOnTo } from "./answer.ts";
import type { Entry } from "./entry.ts";
import { fill, type Job } from "./fill.ts";
import { type CacheStatus, flightFor, launch, type Outcome, wait } from "./flight.ts";
import { variantKey } from "./key.ts";
import { beginRender } from "./purges.ts";
import { lookUp } from "./store.ts";

export interface LocalOptions {
  render: (request: Request) => Promise<Response>;
  /** Keeps the headers that only the edge reads. */
  debug: boolean;
  /** How long a reader waits for another reader's render before working alone. */
  patienceMs: number;
}

/** When the reader who renders has gone, one of those who wait takes over; who was let down twice works alone. */
const MOST_LEADERS = 2;

interface Visit extends LocalOptions {
  request: Request;
  ctx: ExecutionContext;
  key: string;
  job: Omit<Job, "began">;
}

/** Answers as Workers Cache would, from the memory of this isolate. */
export async function serveLocally(request: Request, ctx: ExecutionContext, options: LocalOptions) {
  const { render, debug } = options;
  const bypassing = bypassOf(request);
  if (bypassing) return passOn(await render(request), { status: bypassing, debug });
  const { baseKey, key, entry } = lookUp(request);
  const now = Date.now();
  if (entry && now < entry.freshUntil) return answer(entry, request, { status: "HIT", debug });
  const visit: Visit = { ...options, request, ctx, key, job: { request, baseKey, stale: entry, render } };
  if (entry && now < entry.revalidateUntil) {
    return answer(entry, request, { status: refreshBehind(visit), debug });
  }
  return renderTogether(visit);
}

function bypassOf(request: Request): CacheStatus | undefined {
  if (request.method !== "GET" && request.method !== "HEAD") return "DYNAMIC";
  return request.headers.has("authorization") ? "BYPASS" : undefined;
}

/** Sees to it that one refresh runs behind the readers' backs. */
function refreshBehind(visit: Visit): CacheStatus {
  if (flightFor(visit.key, visit.patienceMs)) return "UPDATING";
  const outcome = takeOff(visit);
  // Nobody reads an answer that turned out private; a failure leaves the old copy.
  outcome.then((it) => ("response" in it ? it.response.body?.cancel() : undefined)).catch(() => undefined);
  return "STALE";
}

async function renderTogether(visit: Visit): Promise<Response> {
  const { request, key, debug, patienceMs } = visit;
  for (let leaders = 0; leaders < MOST_LEADERS; leaders++) {
    const flight = flightFor(key, patienceMs);
    if (!flight) return deliver(await takeOff(visit), visit);
    const landed = await wait(key, flight, patienceMs);
    if (landed === "gone") continue;
    if (!landed || !isFor(visit, landed.entry)) break;
    const status = landed.status === "STALE" ? "STALE" : "HIT";
    return answer(landed.entry, request, { status, debug });
  }
  return deliver(await fill({ ...visit.job, began: beginRender() }), visit);
}

/** Before the first answer nobody knows by which headers it varies. */
function isFor({ job, request }: Visit, entry: Entry): boolean {
  return entry.key === variantKey(job.baseKey, entry.vary, request.headers);
}

function takeOff({ ctx, key, job }: Visit): Promise<Outcome> {
  const began = beginRender();
  const outcome = fill({ ...job, began });
  launch(key, ctx, { outcome, began });
  return outcome;
}

function deliver(outcome: Outcome, { request, debug }: Visit): Response {
  const labels = { status: outcome.status, debug };
  if ("response" in outcome) return passOnTo(request, outcome.response, labels);
  return answer(outcome.entry, request, labels);
}
