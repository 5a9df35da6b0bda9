import type * as z from "zod";
import type { Json } from "./openapi.ts";
import { exampleOf } from "./openapi-example.ts";
import { referredHeaders, refusalAnswers } from "./openapi-refusals.ts";
import { type Components, membersOf } from "./openapi-schema.ts";
import type { BodyKind, Route } from "./route.ts";

const MEDIA_TYPES: Partial<Record<BodyKind, readonly string[]>> = {
  json: ["application/json"],
  patch: ["application/merge-patch+json", "application/json"],
};

/** A declared call as an operation of the document. */
export function operationOf(route: Route, components: Components): Json {
  const { id, summary, role, status = 200 } = route;
  return {
    operationId: id,
    tags: [resourceOf(route)],
    summary,
    ...(role ? { security: [{ token: [] }], "x-role": role } : { security: [] }),
    parameters: [
      ...parametersOf(route.params, "path", components),
      ...parametersOf(route.query, "query", components),
      ...conditionsOf(route).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...requestBody(route, components),
    responses: { [status]: success(route, components), ...refusalAnswers(route) },
  };
}

/** What a call is about: the word behind /api/v1. */
export function resourceOf({ path }: Route): string {
  return path.split("/")[3] ?? "";
}

/** The request headers, beside the token, that a call reads. */
export function conditionsOf({ errors, steps }: Route): string[] {
  return [
    ...(errors?.includes("precondition_required") ? ["If-Match"] : []),
    ...(steps ? ["Idempotency-Key"] : []),
  ];
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query", components: Components) {
  if (!schema) return [];
  return membersOf(components.of(schema, "input")).map(({ name, isNeeded, schema: of }) => ({
    name,
    in: place,
    required: place === "path" || isNeeded,
    schema: of,
  }));
}

function requestBody({ bodyKind, body }: Route, components: Components): Json {
  if (!bodyKind) return {};
  const schema = body ? components.of(body, "input") : {};
  if (bodyKind === "raw") return { requestBody: { required: true, content: rawContent(body, schema) } };
  const content = { schema, example: exampleOf(schema, components) };
  const types = MEDIA_TYPES[bodyKind] ?? ["application/x-www-form-urlencoded"];
  return {
    requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, content])) },
  };
}

/** What is sent raw may come as a form too, where the route says which. */
function rawContent(body: z.ZodType | undefined, schema: Json): Json {
  return { "image/*": {}, ...(body ? { "multipart/form-data": { schema } } : {}) };
}

function success({ output, steps, headers = [] }: Route, components: Components): Json {
  const named = ["X-Request-Id", ...headers, ...(steps ? ["Idempotency-Replayed"] : [])];
  const about = { description: output ? "Done." : "Done; nothing to say.", headers: referredHeaders(named) };
  if (!output) return about;
  const schema = components.of(output, "output");
  return { ...about, content: { "application/json": { schema, example: exampleOf(schema, components) } } };
}
