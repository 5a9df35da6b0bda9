import { type Answer, isObject } from "../answer.ts";
import { none } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

const RFC3339_MS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const PROBLEM_MEMBERS = ["type", "title", "status", "detail", "code", "requestId"];
const LEAKS = [/\bat .{1,200}\.(?:ts|js|tsx):\d+/, /SQLITE_|D1_ERROR/, /\bSELECT .+ FROM\b/];

/** What holds of every single answer of the run. These checks come last, and look back. */
export const always: Check[] = [
  looking("§0", "every answer carries X-Request-Id", (answer) =>
    answer.header("X-Request-Id") === "" ? "none" : undefined,
  ),
  looking("§0", "no answer is a server's error", (answer) =>
    answer.status >= 500 ? answer.text : undefined,
  ),
  looking("§0", "no stack, SQL or file name leaves", (answer) => {
    const leak = answer.status >= 400 && LEAKS.find((pattern) => pattern.test(answer.text));
    return leak ? String(leak) : undefined;
  }),
  looking("§0", "every refusal under /api is a problem with every member", (answer) => {
    if (!isApi(answer) || answer.status < 400 || answer.method === "HEAD") return undefined;
    if (answer.type !== "application/problem+json") return answer.type;
    return complaintOf(answer);
  }),
  looking("§0", "a 422 invalid names each path with code and message", (answer) => {
    if (answer.type !== "application/problem+json" || answer.method === "HEAD") return undefined;
    const { code, errors } = answer.json();
    if (code !== "invalid") return undefined;
    const isNamed = Array.isArray(errors) && errors.length > 0 && errors.every(isFieldError);
    return isNamed ? undefined : (JSON.stringify(errors) ?? "no errors");
  }),
  looking("§0", "JSON members are camelCase", (answer) => {
    return isApiJson(answer)
      ? membersIn(answer.json()).find((name) => !/^[a-z][a-zA-Z0-9]*$/.test(name))
      : undefined;
  }),
  looking("§0", "times are RFC 3339 in UTC with milliseconds", (answer) => {
    return isApiJson(answer) ? timesIn(answer.json()).find((time) => !RFC3339_MS.test(time)) : undefined;
  }),
  looking("§0", "JSON is valid UTF-8", (answer) => {
    if (!/json$/.test(answer.type)) return undefined;
    try {
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(answer.bytes);
      return undefined;
    } catch {
      return "other bytes";
    }
  }),
  looking("§0", "a 401 has WWW-Authenticate, a 405 Allow, a 429 Retry-After", (answer) => {
    const header = { 401: "WWW-Authenticate", 405: "Allow", 429: "Retry-After" }[answer.status];
    return header && answer.header(header) === "" ? `no ${header}` : undefined;
  }),
  {
    part: "§0",
    title: "absolute Locations come from site.url only",
    needs: "nothing",
    async run(site) {
      const own = await site.url();
      none(site.answers, `a Location on ${own}`, (answer) => {
        const location = answer.header("Location");
        return location === "" || /^\/(?!\/)/.test(location) || location.startsWith(`${own}/`)
          ? undefined
          : location;
      });
    },
  },
  looking("§2", "API answers are no-store", (answer) => {
    const isKept = isApi(answer) && !/\bno-store\b/.test(answer.header("Cache-Control"));
    return isKept ? `"${answer.header("Cache-Control")}"` : undefined;
  }),
  looking("§2", "refusals are no-store, but for 404 and 410 pages", (answer) => {
    const isAllowed =
      answer.status < 400 ||
      (answer.isPage && [404, 410].includes(answer.status)) ||
      answer.method === "HEAD";
    return isAllowed || /\bno-store\b/.test(answer.header("Cache-Control"))
      ? undefined
      : `"${answer.header("Cache-Control")}"`;
  }),
  looking("§2", "no page that may be kept sets a cookie", (answer) => {
    const isPublic = /\bpublic\b/.test(answer.header("Cache-Control"));
    return isPublic && answer.headers.getSetCookie().length > 0 ? "Set-Cookie" : undefined;
  }),
];

function looking(part: string, title: string, complaint: (answer: Answer) => string | undefined): Check {
  const run = async (site: Site) => none(site.answers, title, complaint);
  return { part, title, needs: "nothing", run };
}

function isApi({ path }: Answer): boolean {
  return path.startsWith("/api/");
}

function isApiJson(answer: Answer): boolean {
  return (
    answer.path.startsWith("/api/v1") && answer.type === "application/json" && answer.bytes.byteLength > 0
  );
}

function complaintOf(answer: Answer): string | undefined {
  const details = answer.json();
  const missing = PROBLEM_MEMBERS.find((name) => !(name in details));
  if (missing) return `no ${missing}`;
  if (details.status !== answer.status) return `status ${details.status} in the body`;
  if (details.requestId !== answer.header("X-Request-Id")) return "another requestId than X-Request-Id";
  return /^[a-z][a-z0-9_]*$/.test(String(details.code)) ? undefined : `code ${details.code}`;
}

function isFieldError(error: unknown): boolean {
  return isObject(error) && ["path", "code", "message"].every((name) => typeof error[name] === "string");
}

/** Whose members have names that a sender chose: the headers of a delivery, and the sections of a source. */
const NAMED_BY_OTHERS = ["headers", "sections"];

function membersIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(membersIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    NAMED_BY_OTHERS.includes(name) ? [name] : [name, ...membersIn(inner)],
  );
}

function timesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(timesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "string" && (/At$/.test(name) || name === "at" || name === "scheduledFor")
      ? [inner]
      : timesIn(inner),
  );
}
