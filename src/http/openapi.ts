import * as z from "zod";
import { CATALOGUE, type ErrorCode } from "../errors.ts";
import type { Route } from "./route.ts";

type Document = Record<string, unknown>;

const problem = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { enum: Object.keys(CATALOGUE) },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "code", "message"],
        properties: { path: { type: "string" }, code: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};

/** The OpenAPI 3.1 document of the declared API routes: it can't say anything else than what runs. */
export function openApiDocument(routes: readonly Route[], siteUrl: string): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes.filter(isDescribed)) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Dateline",
      version: "1",
      description: "The editors' API.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: siteUrl }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: problem },
    },
  };
}

/** What stands under /api/v1; health check and this document itself do not. */
function isDescribed({ path }: Route): boolean {
  return path.startsWith("/api/v1/");
}

function operation(route: Route): Document {
  const { id, summary, role, status = 200, output } = route;
  return {
    operationId: id,
    summary,
    ...(role ? { security: [{ token: [] }], "x-role": role } : { security: [] }),
    parameters: [...parameters(route, "path"), ...parameters(route, "query"), ...conditions(route)],
    ...requestBody(route),
    responses: { [status]: success(output), ...refusals(route) },
  };
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Document {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

function parameters(route: Route, place: "path" | "query"): Document[] {
  const schema = place === "path" ? route.params : route.query;
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: of,
  }));
}

function conditions({ errors, steps }: Route): Document[] {
  const hasETag = errors?.includes("precondition_required");
  const header = (name: string, schema: Document) => ({ name, in: "header", schema });
  return [
    ...(hasETag ? [{ ...header("If-Match", { type: "string" }), required: true }] : []),
    ...(steps ? [header("Idempotency-Key", { type: "string", minLength: 1, maxLength: 255 })] : []),
  ];
}

function requestBody({ bodyKind, body }: Route): Document {
  if (!bodyKind) return {};
  if (bodyKind === "raw")
    return { requestBody: { required: true, content: { "image/*": {}, ...form(body) } } };
  const schema = body ? schemaOf(body, "input") : {};
  const types =
    bodyKind === "patch" ? ["application/merge-patch+json", "application/json"] : ["application/json"];
  return {
    requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) },
  };
}

/** What is sent raw may come as a form too, where the route says which. */
function form(body: z.ZodType | undefined): Document {
  return body ? { "multipart/form-data": { schema: schemaOf(body, "input") } } : {};
}

function success(output: z.ZodType | undefined): Document {
  const content = output ? { content: { "application/json": { schema: schemaOf(output, "output") } } } : {};
  return { description: "Done.", ...content };
}

/** Every way in which the call can be refused, by status. */
function refusals({ role, bodyKind, errors = [] }: Route): Document {
  const hasJson = bodyKind === "json" || bodyKind === "patch";
  const codes: ErrorCode[] = [
    ...errors,
    ...(role ? (["unauthorized", "forbidden", "rate_limited"] as const) : []),
    ...(hasJson ? (["malformed_json", "unsupported_type", "too_large", "invalid"] as const) : []),
  ];
  const statuses = new Map<number, string[]>();
  for (const code of new Set(codes)) {
    const [status] = CATALOGUE[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...statuses].map(([status, named]) => [
      status,
      {
        description: named.join(", "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}
