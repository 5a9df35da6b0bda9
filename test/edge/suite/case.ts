/** A header as the suite writes it; a number is a time, in seconds from now. The third tells whether it has to arrive. */
export type SuiteHeader = [name: string, value: string | number, mustArrive?: boolean];

/** One request of a case: what is sent, what the origin answers, and what the reader has to see. */
export interface Step {
  request_method?: string;
  request_headers?: SuiteHeader[];
  request_body?: string;
  filename?: string;
  query_arg?: string;
  response_status?: [status: number, words: string];
  response_headers?: SuiteHeader[];
  response_body?: string | null;
  /** Seconds. */
  response_pause?: number;
  disconnect?: boolean;
  magic_locations?: boolean;
  rfc850date?: string[];
  pause_after?: boolean;
  expected_type?: "cached" | "not_cached" | "etag_validated" | "lm_validated";
  expected_status?: number | null;
  expected_method?: string;
  expected_request_headers?: (string | [string, string])[];
  expected_response_headers?: (string | [string, string | number] | [string, "=" | ">", string | number])[];
  expected_response_headers_missing?: (string | [string, string])[];
  expected_response_text?: string | null;
  check_body?: boolean;
}

/** A case of http-tests/cache-tests. */
export interface Case {
  id: string;
  name: string;
  browser_only?: boolean;
  requests: Step[];
}

export interface Suite {
  id: string;
  tests: Case[];
}

/** Where and when a header is written: milliseconds, and the path asked for. */
export interface Place {
  now: number;
  base: string;
}

const DATED = ["date", "expires", "last-modified", "if-modified-since", "if-unmodified-since"];
const LOCATED = ["location", "content-location"];

/** The value as it goes over the wire: times from `now` (milliseconds) on, places below `base`. */
export function written([name, value]: SuiteHeader, step: Step, place: Place): string {
  const lower = name.toLowerCase();
  if (DATED.includes(lower) && typeof value === "number") {
    const date = new Date(place.now + value * 1000);
    return step.rfc850date?.includes(lower) ? rfc850(date) : date.toUTCString();
  }
  if (LOCATED.includes(lower) && step.magic_locations)
    return value === "" ? place.base : `${place.base}/${value}`;
  return String(value);
}

/** "Sunday, 06-Nov-94 08:49:37 GMT": RFC 9110 §5.6.7, obsolete. */
function rfc850(date: Date): string {
  const weekday = date.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
  const [, day, month, year, time] = date.toUTCString().split(" ");
  return `${weekday}, ${day}-${month}-${year?.slice(2)} ${time} GMT`;
}
