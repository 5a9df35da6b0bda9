import type { Seen } from "../reader.ts";
import { type Place, type Step, written } from "./case.ts";
import { type Arrived, STEP } from "./origin.ts";

/** A step of a case, and what came of it. */
export interface Played {
  id: string;
  step: number;
  config: Step;
  seen: Seen;
  /** The request that it cost, if it did. */
  arrived: Arrived | undefined;
  place: Place;
}

const WITHOUT_BODY = [204, 205, 304];
const CONDITIONS: Record<string, string> = {
  etag_validated: "if-none-match",
  lm_validated: "if-modified-since",
};

/** What is first not as the step expects it. */
export function complaintOf(played: Played): string | undefined {
  const looks = [sourceOf, statusOf, arrivalsOf, headersOf, absencesOf, bodyOf, requestOf];
  for (const look of looks) {
    const complaint = look(played);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function sourceOf({ step, config: { expected_type: expected }, seen, arrived }: Played): string | undefined {
  const madeFor = Number(seen.headers.get(STEP));
  if (expected === "cached" && madeFor >= step) return "not from the cache";
  if (expected === "not_cached" && madeFor !== step) return "from the cache";
  const condition = CONDITIONS[expected ?? ""];
  if (condition && !arrived?.headers.has(condition)) return `asked without ${condition}`;
  return undefined;
}

function statusOf({ config, seen }: Played): string | undefined {
  if (config.expected_status === null) return undefined;
  const expected = config.expected_status ?? config.response_status?.[0] ?? 200;
  return seen.status === expected ? undefined : `status ${seen.status}, not ${expected}`;
}

/** What the origin has just said has to arrive, unless the case says that this does not matter. */
function arrivalsOf({ config, seen, arrived, place }: Played): string | undefined {
  if (!arrived || config.expected_type === "cached") return undefined;
  for (const header of config.response_headers ?? []) {
    const [name, , mustArrive = true] = header;
    if (!mustArrive || name === "Date") continue;
    const [got, sent] = [seen.headers.get(name), written(header, config, place)];
    if (!got?.includes(sent)) return `${name} is ${got}, not ${sent}`;
  }
  return undefined;
}

function headersOf({ config, seen: { headers }, place }: Played): string | undefined {
  for (const header of config.expected_response_headers ?? []) {
    if (typeof header === "string") {
      if (!headers.has(header)) return `no ${header}`;
      continue;
    }
    const [name, value, than] = header;
    const got = headers.get(name);
    if (than === undefined) {
      const expected = written([name, value], config, place);
      if (got !== expected) return `${name} is ${got}, not ${expected}`;
    } else if (value === ">" ? !(Number(got) > Number(than)) : got !== headers.get(String(than))) {
      return `${name} is ${got}, not ${value} ${than}`;
    }
  }
  return undefined;
}

function absencesOf({ config, seen: { headers } }: Played): string | undefined {
  for (const header of config.expected_response_headers_missing ?? []) {
    const [name, value = ""] = typeof header === "string" ? [header] : header;
    if (headers.get(name)?.includes(value)) return `${name} is ${headers.get(name)}`;
  }
  return undefined;
}

function bodyOf({ id, config, seen }: Played): string | undefined {
  const expected = config.expected_response_text ?? config.response_body ?? id;
  const isBodiless = WITHOUT_BODY.includes(seen.status) || config.request_method === "HEAD";
  const isOfNoConcern = config.check_body === false || config.expected_response_text === null || isBodiless;
  return isOfNoConcern || seen.body === expected ? undefined : `body "${seen.body}", not "${expected}"`;
}

function requestOf({ config, arrived }: Played): string | undefined {
  const { expected_method: method, expected_request_headers: headers = [] } = config;
  if (method && arrived?.method !== method) return `asked by ${arrived?.method}, not ${method}`;
  for (const header of headers) {
    const [name, value] = typeof header === "string" ? [header] : header;
    const got = arrived?.headers.get(name);
    if (got == null || (value !== undefined && got !== value)) return `asked with ${name} ${got}`;
  }
  return undefined;
}
