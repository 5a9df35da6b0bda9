import { type Answer, excerpt, isObject, type JsonObject, objectsIn } from "./answer.ts";
import { Mismatch, Skipped } from "./check.ts";

/** The status; in the complaint stands what the site said instead. */
export function status(answer: Answer, expected: number): Answer {
  if (answer.status === expected) return answer;
  throw new Mismatch(`${expected} from ${answer.call}`, `${answer.status} ${excerpt(answer.text)}`);
}

/** The answer, unless the client has to wait for another one. */
export function unlimited(answer: Answer): Answer {
  if (answer.status !== 429) return answer;
  throw new Skipped(`client is rate limited, wait ${answer.header("Retry-After")}s`);
}

/** A refusal as problem details with this status and code. */
export function problem(answer: Answer, expected: number, code: string): JsonObject {
  status(answer, expected);
  equal(`Content-Type of ${answer.call}`, answer.type, "application/problem+json");
  const details = answer.json();
  equal(`code from ${answer.call}`, details.code, code);
  return details;
}

/** A 422 that names this member in `errors`. */
export function invalid(answer: Answer, path: string): void {
  const paths = objectsIn(problem(answer, 422, "invalid").errors).map((error) => String(error.path));
  holds(paths.includes(path), `errors[].path "${path}" from ${answer.call}`, JSON.stringify(paths));
}

/** A page of the site's design with this status. */
export function page(answer: Answer, expected = 200): Answer {
  status(answer, expected);
  matches(`Content-Type of ${answer.call}`, answer.header("Content-Type"), /^text\/html; ?charset=utf-8$/i);
  holds(answer.isPage, `a whole HTML page from ${answer.call}`, excerpt(answer.text));
  return answer;
}

export function equal(what: string, got: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(expected)];
  if (a !== b)
    throw new Mismatch(`${what} ${excerpt(b ?? "undefined", 300)}`, excerpt(a ?? "undefined", 300));
}

export function matches(what: string, got: unknown, pattern: RegExp): void {
  if (typeof got === "string" && pattern.test(got)) return;
  throw new Mismatch(`${what} like ${pattern}`, excerpt(JSON.stringify(got) ?? "undefined", 300));
}

export function holds(condition: boolean, expected: string, got: string): asserts condition {
  if (!condition) throw new Mismatch(expected, got);
}

export function contains(answer: Answer, text: string): void {
  holds(answer.text.includes(text), `"${text}" in ${answer.call}`, `${answer.status} without it`);
}

export function lacks(answer: Answer, text: string): void {
  holds(!answer.text.includes(text), `no "${text}" in ${answer.call}`, `${answer.status} with it`);
}

/** All these members, whatever their values. */
export function members(what: string, value: unknown, names: readonly string[]): void {
  const missing = names.filter((name) => !isObject(value) || !(name in value));
  holds(missing.length === 0, `${what} with ${names.join(", ")}`, `it without ${missing.join(", ")}`);
}

export function text(what: string, value: unknown): string {
  holds(typeof value === "string", `${what} as a string`, JSON.stringify(value) ?? "undefined");
  return value;
}

/** The first complaint among answers; passes where there is none. */
export function none(
  answers: Answer[],
  expected: string,
  complaint: (answer: Answer) => string | undefined,
): void {
  for (const answer of answers) {
    const got = complaint(answer);
    if (got !== undefined) throw new Mismatch(expected, `${got} from ${answer.call} (${answer.status})`);
  }
}
