import * as z from "zod";
import type { Json } from "./openapi.ts";

type Way = "input" | "output";

/** The schemas that have a name, `.meta({ id })`: each stands once in the document, under its name. */
export class Components {
  readonly schemas: Record<string, Json> = {};

  /** A declared schema as JSON Schema 2020-12; what has a name in it is put aside and referred to. */
  of(schema: z.ZodType, way: Way): Json {
    const converted = z.toJSONSchema(schema, { io: way, unrepresentable: "any" }) as Json;
    const { $schema: _, $defs = {}, ...rest } = referring(converted);
    Object.assign(this.schemas, $defs);
    return rest;
  }

  /** The schema that is meant, where this one only refers to it. */
  resolve(schema: Json): Json {
    const { $ref } = schema;
    if (typeof $ref !== "string") return schema;
    return this.schemas[$ref.slice(SCHEMAS.length)] ?? {};
  }
}

const SCHEMAS = "#/components/schemas/";

function referring(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${SCHEMAS}`)) as Json;
}

/** A parameter, or a member of an object, as it is declared. */
export interface Member {
  name: string;
  isNeeded: boolean;
  schema: Json;
}

/** The members of an object. */
export function membersOf({ properties = {}, required = [] }: Json): Member[] {
  const needed = required as string[];
  return Object.entries(properties as Record<string, Json>).map(([name, schema]) => ({
    name,
    isNeeded: needed.includes(name),
    schema,
  }));
}
