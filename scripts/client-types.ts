import { compile, type JSONSchema } from "json-schema-to-typescript";

type Json = { [member: string]: unknown };
interface Operation {
  operationId: string;
  summary: string;
  parameters: { name?: string; in?: string; required?: boolean; schema?: Json; $ref?: string }[];
  requestBody?: { content: Record<string, { schema?: Json }> };
  responses: Record<string, { content?: Record<string, { schema?: Json }> }>;
}
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Json };
}

const HEAD =
  "// Made by `npm run client` from the document of the API; a test holds that it is what it would be now.\n";

/** The generated half of the client: where each call goes, and the types of what goes in and comes out. */
export async function clientFiles(document: ApiDocument): Promise<Record<string, string>> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const table = operations.map(
    ({ path, method, operation }) => `  ${operation.operationId}: ["${method}", "${path}"],\n`,
  );
  const types = operations.map(({ operation }) => [operation.operationId, typesOf(operation)] as const);
  const root = named({
    ...object(Object.fromEntries(types), true),
    title: "Operations",
    $defs: document.components.schemas,
  });
  const declared = await compile(root as JSONSchema, "Operations", {
    additionalProperties: false,
    bannerComment: HEAD.trim(),
    format: false,
    unreachableDefinitions: true,
  });
  return {
    "client/operations.js": `${HEAD}export const OPERATIONS = {\n${table.join("")}};\n`,
    "client/operations.d.ts": declared,
  };
}

function typesOf({ summary, parameters, requestBody, responses }: Operation): Json {
  const given = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const input: Record<string, Json> = {};
  for (const [part, place] of [
    ["params", "path"],
    ["query", "query"],
  ] as const) {
    const all = given(place);
    if (all.length > 0)
      input[part] = object(schemas(all), all.filter(({ required }) => required).map(nameOf));
  }
  const [body] = Object.values(requestBody?.content ?? {});
  if (body) input.body = body.schema ?? {};
  const needed = Object.keys(input).filter((part) => part !== "query");
  const [answer] = Object.entries(responses).flatMap(([status, { content }]) =>
    Number(status) < 300 ? [content?.["application/json"]?.schema ?? { type: "null" }] : [],
  );
  return { ...object({ input: object(input, needed), answer: answer ?? {} }, true), description: summary };
}

function schemas(parameters: Operation["parameters"]): Record<string, Json> {
  return Object.fromEntries(parameters.map((each) => [nameOf(each), each.schema ?? {}]));
}

function nameOf({ name = "" }: { name?: string }): string {
  return name;
}

/** `required`: the names, or true for all. */
function object(properties: Record<string, Json>, required: string[] | true): Json {
  const names = required === true ? Object.keys(properties) : required;
  return { type: "object", properties, required: names, additionalProperties: false };
}

/** References as the generator knows them; bounds and examples are left out: types have neither. */
function named(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(named);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => !DROPPED.has(keyword));
  return Object.fromEntries(kept.map(([keyword, inner]) => [keyword, innerOf(keyword, inner)]));
}

/** Under `properties` and `$defs` the names are no keywords. */
function innerOf(keyword: string, inner: unknown): unknown {
  if (keyword === "$ref") return String(inner).replace("#/components/schemas/", "#/$defs/");
  if (keyword !== "properties" && keyword !== "$defs") return named(inner);
  return Object.fromEntries(Object.entries(inner as Json).map(([name, schema]) => [name, named(schema)]));
}

const DROPPED = new Set(["examples", "maxItems", "minItems", "pattern", "default", "id"]);
