import type { Schema } from "./string-places.ts";

/** A call as it is declared: where strings can be put into it. */
export interface Call {
  id: string;
  method: string;
  /** Such as "/api/v1/articles/{id}". */
  path: string;
  params: string[];
  query: string[];
  /** Of a body in JSON. */
  body?: Schema | undefined;
  isRaw: boolean;
  /** Whether a change has to name what it changes in If-Match. */
  isConditional: boolean;
}

export interface Answered {
  status: number;
  text: string;
  header: (name: string) => string | null | undefined;
}

export interface Asked {
  method?: string;
  json?: unknown;
  body?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

/** Asks the site, as a publisher where it is the API. */
export type Ask = (path: string, asked?: Asked) => Promise<Answered>;

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

/** The calls of an OpenAPI document. */
export function callsOf(document: { paths: Record<string, Record<string, Operation>> }): Call[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { operationId }]) => operationId !== undefined)
      .map(([method, operation]) => callOf(path, method.toUpperCase(), operation)),
  );
}

function callOf(
  path: string,
  method: string,
  { operationId, parameters = [], requestBody }: Operation,
): Call {
  const named = (place: string) => parameters.filter((each) => each.in === place).map(({ name }) => name);
  const content = requestBody?.content ?? {};
  return {
    id: operationId,
    method,
    path,
    params: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""),
    query: named("query"),
    body: content["application/json"]?.schema,
    isRaw: requestBody !== undefined && content["application/json"] === undefined,
    isConditional: named("header").includes("If-Match"),
  };
}

/** The JSON of an answer; undefined where it is none. */
export function jsonIn({ text }: Answered): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every string in a value. */
export function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}
