import { pass } from "../reader.ts";
import { type Case, type Step, written } from "./case.ts";

/** In the request: which step of its case it is. In the answer: for which step it was made. */
export const STEP = "Client-Request-Count";
/** In the answer: when it was made, milliseconds. */
export const MADE_AT = "Server-Now";
const WITHOUT_BODY = [204, 205, 304];
/** What the origin answers where the cache should have asked with a condition. */
const UNCONDITIONAL = 598;

/** What came through to the origin. */
export interface Arrived {
  step: number;
  method: string;
  headers: Headers;
}

/** An origin that answers as the steps of a case tell it to. */
export function originOf({ id, requests }: Case) {
  const arrived: Arrived[] = [];
  async function app(request: Request): Promise<Response> {
    const step = Number(request.headers.get(STEP));
    const config = requests[step - 1] ?? {};
    arrived.push({ step, method: request.method, headers: request.headers });
    if (config.response_pause) pass(config.response_pause);
    if (config.disconnect) throw new Error("the origin hung up");
    const headers = headersOf(config, request.url, step);
    const status = isAskedConditionally(config) ? conditionalStatus(request, requests[step - 2]) : undefined;
    return answer(status ?? config.response_status?.[0] ?? 200, headers, config.response_body ?? id);
  }
  return { app, arrived };
}

function answer(status: number, headers: Headers, body: string): Response {
  return new Response(WITHOUT_BODY.includes(status) ? null : body, { status, headers });
}

function headersOf(config: Step, url: string, step: number): Headers {
  const headers = new Headers({ [STEP]: String(step), [MADE_AT]: String(Date.now()) });
  const place = { now: Date.now(), base: new URL(url).pathname };
  for (const header of config.response_headers ?? [])
    headers.append(header[0], written(header, config, place));
  if (!headers.has("content-type")) headers.set("Content-Type", "text/plain");
  return headers;
}

function isAskedConditionally({ expected_type }: Step): boolean {
  return expected_type === "etag_validated" || expected_type === "lm_validated";
}

function conditionalStatus({ headers }: Request, previous: Step = {}): number {
  const value = (name: string) =>
    previous.response_headers?.find(([it]) => it.toLowerCase() === name)?.[1]?.toString();
  const [etag, date] = [value("etag"), value("last-modified")];
  const isKnown = etag !== undefined && headers.get("if-none-match") === etag;
  return isKnown || (date !== undefined && headers.has("if-modified-since")) ? 304 : UNCONDITIONAL;
}
