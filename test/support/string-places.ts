/** What is looked at of a JSON Schema. */
export interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  default?: unknown;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
}

/** One string member of a body. */
export interface Place {
  /** Such as ["menu", "0", "label"]. */
  path: string[];
  /** The constants that it stands beside: places of two variants don't go into one body. */
  variant: string;
  /** The smallest body in which it is `text`. */
  put: (text: string) => unknown;
}

/** Every string member of what a schema describes, however deep. `examples` by member name fill what else is required. */
export class StringPlaces {
  readonly #root: unknown;
  readonly #examples: Record<string, unknown>;

  constructor(root: unknown, examples: Record<string, unknown>) {
    this.#root = root;
    this.#examples = examples;
  }

  of(schema: Schema): Place[] {
    const found = this.#walk(this.#resolved(schema));
    const known = new Set<string>();
    return found.filter(({ path, variant }) => {
      const key = JSON.stringify([variant, path]);
      return !known.has(key) && known.add(key);
    });
  }

  /** The smallest value that a schema may let pass. */
  exampleOf(given: Schema, name = ""): unknown {
    const schema = this.#resolved(given);
    if (name in this.#examples) return this.#examples[name];
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    const [first] = alternatives(schema);
    if (first) return this.exampleOf(first, name);
    if (schema.type === "object") return this.#required(schema);
    if (schema.type === "array") return [];
    if (schema.type === "boolean") return false;
    if (schema.type === "integer" || schema.type === "number") return Math.max(0, schema.minimum ?? 0);
    return schema.format ? FORMATS[schema.format] : "Example";
  }

  #walk(schema: Schema): Place[] {
    const within = alternatives(schema).flatMap((each) => this.#walk(this.#resolved(each)));
    if (schema.type === "object") return [...within, ...this.#members(schema)];
    if (schema.type === "array" && schema.items)
      return this.#walk(this.#resolved(schema.items)).map(({ path, put, variant }) => ({
        path: ["0", ...path],
        variant,
        put: (text) => [put(text)],
      }));
    const isString = schema.type === "string" && schema.const === undefined;
    return isString ? [...within, { path: [], variant: "", put: (text) => text }] : within;
  }

  #members(schema: Schema): Place[] {
    const members = Object.entries(schema.properties ?? {});
    const constants = members.map(([, { const: value }]) => value ?? "").join("");
    return members.flatMap(([name, member]) =>
      this.#walk(this.#resolved(member)).map(({ path, put, variant }) => ({
        path: [name, ...path],
        variant: constants + variant,
        put: (text: string) => ({ ...this.#required(schema), [name]: put(text) }),
      })),
    );
  }

  #required({ properties = {}, required = [] }: Schema): Record<string, unknown> {
    return Object.fromEntries(required.map((name) => [name, this.exampleOf(properties[name] ?? {}, name)]));
  }

  #resolved(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const steps = schema.$ref.replace(/^#\/?/, "").split("/").filter(Boolean);
    const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], this.#root);
    return this.#resolved(found as Schema);
  }
}

const FORMATS: Record<string, string> = {
  email: "someone@courier.example",
  uri: "https://courier.example/",
  "date-time": "2020-01-01T00:00:00Z",
  uuid: "01900000-0000-7000-8000-000000000000",
};

function alternatives({ anyOf = [], oneOf = [], allOf = [] }: Schema): Schema[] {
  return [...anyOf, ...oneOf, ...allOf].filter(({ type }) => type !== "null");
}

/** Two bodies in one: members of both, where both have one that of the second. */
function together(first: unknown, second: unknown): unknown {
  if (!isObject(first) || !isObject(second)) return second;
  const merged = { ...first };
  for (const [name, value] of Object.entries(second))
    merged[name] = name in merged ? together(merged[name], value) : value;
  return merged;
}

/** The smallest body in which all these members are `text`. */
export function bodyWith(places: readonly Place[], text: string): unknown {
  const body = places.map(({ put }) => put(text)).reduce(together);
  return places.reduce((changed, { path }) => changedAt(changed, path, text), body);
}

function changedAt(value: unknown, [name, ...path]: string[], text: string): unknown {
  if (name === undefined) return text;
  if (Array.isArray(value)) return [changedAt(value[0], path, text)];
  return isObject(value) ? { ...value, [name]: changedAt(value[name], path, text) } : value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
