import { resetLocalEdge } from "../../../src/edge/local/store.ts";
import { pass, publish, type Seen } from "../reader.ts";
import { type Case, type Place, type Step, written } from "./case.ts";
import { complaintOf } from "./complaint.ts";
import { MADE_AT, originOf, STEP } from "./origin.ts";

/** So long the suite pauses between two requests. */
const PAUSE_S = 3;

/** Plays a case through the local edge, Date being frozen: what is first not as it expects; undefined: all is. */
export async function play(test: Case): Promise<string | undefined> {
  resetLocalEdge();
  const { app, arrived } = originOf(test);
  const { read } = publish(app);
  let madeAt = Date.now();
  for (const [index, config] of test.requests.entries()) {
    const step = index + 1;
    const path = pathOf(test, config);
    const before = arrived.length;
    const sent = initOf(config, { step, place: { now: madeAt, base: path } });
    const seen = await read(path, sent).catch(broken);
    madeAt = Number(seen.headers.get(MADE_AT));
    const place = { now: madeAt, base: path };
    const complaint = complaintOf({ id: test.id, step, config, seen, arrived: arrived[before], place });
    if (complaint) return `request ${step}: ${complaint}`;
    if (config.pause_after) pass(PAUSE_S);
  }
  return undefined;
}

/** What the runtime answers where a Worker throws. */
function broken(error: unknown): Seen {
  return { status: 500, cache: null, body: String(error), headers: new Headers() };
}

function pathOf({ id }: Case, { filename, query_arg }: Step): string {
  return `/test/${id}${filename ? `/${filename}` : ""}${query_arg ? `?${query_arg}` : ""}`;
}

function initOf(config: Step, { step, place }: { step: number; place: Place }): RequestInit {
  const headers = new Headers({ [STEP]: String(step) });
  for (const header of config.request_headers ?? [])
    headers.append(header[0], written(header, config, place));
  const { request_method: method = "GET", request_body: body } = config;
  return { method, headers, ...(body === undefined ? {} : { body }) };
}
