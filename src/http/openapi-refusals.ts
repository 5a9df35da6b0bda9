import { CATALOGUE, type ErrorCode } from "../errors.ts";
import type { Json } from "./openapi.ts";
import { SAMPLE_ID } from "./openapi-headers.ts";
import type { Route } from "./route.ts";

const text = { type: "string" };

function object(properties: Record<string, Json>, required = Object.keys(properties)): Json {
  return { type: "object", required, properties };
}

/** RFC 9457, with the members that are ours. CONTRACT §0. */
export const PROBLEM = object(
  {
    type: text,
    title: text,
    status: { type: "integer" },
    detail: { ...text, description: "What was refused, and what to do next." },
    code: { enum: Object.keys(CATALOGUE) },
    requestId: text,
    errors: { type: "array", items: object({ path: text, code: text, message: text }) },
    orphan: { ...object({ id: text, url: text }), description: "Where the refused edit is kept." },
  },
  ["type", "title", "status", "detail", "code", "requestId"],
);

/** Every way in which a call can be refused: what it declares, and what follows from the rest of its declaration. */
export function refusalsOf({ role, bodyKind, query, errors = [] }: Route): ErrorCode[] {
  const hasJson = bodyKind === "json" || bodyKind === "patch";
  const codes: ErrorCode[] = [
    ...(hasJson ? (["malformed_json", "unsupported_type", "too_large", "invalid"] as const) : []),
    ...(query ? (["invalid"] as const) : []),
    ...(role ? (["unauthorized", "rate_limited"] as const) : []),
    ...(role && role !== "any" ? (["forbidden"] as const) : []),
    ...errors,
    "internal",
    "unavailable",
  ];
  return [...new Set(codes)].sort((a, b) => CATALOGUE[a][0] - CATALOGUE[b][0]);
}

/** The problem that a refusal answers with. */
export function problemExample(code: ErrorCode): Json {
  const [status, title] = CATALOGUE[code];
  return { type: "about:blank", title, status, detail: `${title}.`, code, requestId: SAMPLE_ID };
}

/** The refusals as answers of the document, by status. */
export function refusalAnswers(route: Route): Record<string, Json> {
  const byStatus = Map.groupBy(refusalsOf(route), (code) => CATALOGUE[code][0]);
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, answer(status, codes)]));
}

function answer(status: number, codes: ErrorCode[]): Json {
  const schema = { $ref: "#/components/schemas/Problem" };
  const examples = Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }]));
  return {
    description: codes.map((code) => `\`${code}\`: ${CATALOGUE[code][1]}.`).join(" "),
    headers: headersOf(status),
    content: { "application/problem+json": { schema, examples } },
  };
}

function headersOf(status: number): Json {
  const more: Record<number, string[]> = {
    401: ["WWW-Authenticate"],
    429: ["Retry-After", "RateLimit", "RateLimit-Policy"],
  };
  return referredHeaders(["X-Request-Id", ...(more[status] ?? [])]);
}

/** Headers of an answer, as the document names them once. */
export function referredHeaders(names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
