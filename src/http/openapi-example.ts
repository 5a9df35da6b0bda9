import type { Json } from "./openapi.ts";
import { type Components, membersOf } from "./openapi-schema.ts";

const BY_FORMAT: Record<string, string> = {
  "date-time": "2026-11-17T08:30:00.000Z",
  email: "desk@courier.example",
  uri: "https://courier.example/",
};

/** A value that the schema allows: the example that is declared with it, else the plainest one. */
export function exampleOf(schema: Json, components: Components): unknown {
  const { examples, default: usual, const: only, enum: choice, anyOf, oneOf } = schema;
  if (typeof schema.$ref === "string") return exampleOf(components.resolve(schema), components);
  if (Array.isArray(examples)) return examples[0];
  if (usual !== undefined) return usual;
  if (only !== undefined) return only;
  if (Array.isArray(choice)) return choice[0];
  const either = (anyOf ?? oneOf) as Json[] | undefined;
  if (either) return exampleOf(either.find(({ type }) => type === "null") ?? either[0] ?? {}, components);
  return byType(schema, components);
}

function byType(schema: Json, components: Components): unknown {
  const types = [schema.type].flat();
  if (types.includes("null")) return null;
  switch (types[0]) {
    case "object":
      return objectOf(schema, components);
    case "array":
      return [schema.items as Json].map((item) => exampleOf(item, components));
    case "string":
      return BY_FORMAT[String(schema.format)] ?? "text".padEnd(Number(schema.minLength ?? 0), "x");
    case "integer":
    case "number":
      return Math.max(Number(schema.minimum ?? 1), 1);
    case "boolean":
      return true;
    default:
      return {};
  }
}

/** The members that are needed; the first one, where none is. */
function objectOf(schema: Json, components: Components): Json {
  const members = membersOf(schema);
  const needed = members.filter(({ isNeeded }) => isNeeded);
  const shown = needed.length > 0 ? needed : members.slice(0, 1);
  return Object.fromEntries(shown.map(({ name, schema: of }) => [name, exampleOf(of, components)]));
}
