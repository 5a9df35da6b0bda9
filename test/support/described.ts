import { Validator } from "@cfworker/json-schema";
import { routes } from "../../src/app.ts";
import { openApiDocument } from "../../src/http/openapi.ts";

/** What of the document is looked at here. */
export interface Described {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}
export interface Operation {
  operationId: string;
  responses: Record<string, Answer>;
  requestBody?: { content: Record<string, Content> };
}
interface Answer {
  headers?: Record<string, unknown>;
  content?: Record<string, Content>;
}
export interface Content {
  schema?: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

/** Headers that the document names wherever they may be. */
const NAMED_HEADERS = ["ETag", "Location", "Idempotency-Replayed", "Retry-After", "WWW-Authenticate"];

export const described = openApiDocument(routes, "http://dateline.test") as unknown as Described;
const templates = Object.keys(described.paths).map((template) => ({
  template,
  shape: new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`),
}));

/** How an answer of the API differs from the document: status, type, members, headers. None for what it does not describe. */
export async function undescribed(
  sent: { method: string; url: string },
  answer: Response,
): Promise<string[]> {
  const operation = operationFor(sent.method, new URL(sent.url).pathname);
  if (!operation) return [];
  const { status, headers } = answer;
  const declared = operation.responses[status];
  if (!declared) return [`status ${status}: ${(await answer.clone().text()).slice(0, 300)}`];
  const stray = NAMED_HEADERS.filter((name) => headers.has(name) && !declared.headers?.[name]);
  const complaints = stray.map((name) => `header ${name}`);
  if (sent.method === "HEAD") return complaints;
  return [...complaints, ...(await wrongBody(declared, answer.clone()))];
}

function operationFor(method: string, path: string): Operation | undefined {
  const methods = templates.find(({ shape }) => shape.test(path))?.template ?? "";
  return described.paths[methods]?.[(method === "HEAD" ? "GET" : method).toLowerCase()];
}

async function wrongBody({ content }: Answer, answer: Response): Promise<string[]> {
  const text = await answer.text();
  if (!content) return text === "" ? [] : [`a body: ${text.slice(0, 300)}`];
  const type = answer.headers.get("Content-Type")?.split(";")[0] ?? "";
  const schema = content[type]?.schema;
  return schema ? faultsOf(JSON.parse(text), schema) : [`type "${type}": ${text.slice(0, 300)}`];
}

const validators = new Map<object, Validator>();

/** What is wrong with a value by a schema of the document; [] where nothing is. */
export function faultsOf(value: unknown, schema: object): string[] {
  const validator = validators.get(schema) ?? validatorOf(schema);
  validators.set(schema, validator);
  const { valid, errors } = validator.validate(value);
  return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}

function validatorOf(schema: object): Validator {
  const whole = JSON.stringify({ ...schema, $defs: described.components.schemas });
  const local = JSON.parse(whole.replaceAll("#/components/schemas/", "#/$defs/")) as object;
  return new Validator(local, "2020-12", false);
}
