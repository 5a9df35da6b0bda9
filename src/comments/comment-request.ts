import { AppError } from "../errors.ts";
import { FORM_TYPES, readForm } from "../http/form.ts";
import { mediaType, readJson } from "../http/validate.ts";

/** 3,000 characters, percent-encoded, and some room. */
export const MAX_COMMENT_BYTES = 65_536;

/** True for programs: they are answered with JSON. A browser that sends a form is not one of them. */
export function wantsJson(request: Request): boolean {
  const accept = request.headers.get("Accept") ?? "";
  return accept.includes("application/json") || mediaType(request) === "application/json";
}

/** The members that were sent, whatever the encoding. Throws 415, 413 or 400. */
export async function readMembers(request: Request): Promise<Record<string, unknown>> {
  const type = mediaType(request);
  if (FORM_TYPES.includes(type)) return membersOf(await readForm(request, MAX_COMMENT_BYTES));
  if (type !== "application/json")
    throw new AppError("unsupported_type", `Send ${[...FORM_TYPES, "application/json"].join(", ")}.`);
  const value = await readJson(request, "json", MAX_COMMENT_BYTES);
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new AppError("invalid", "The body has to be an object.", {
    errors: [{ path: "", code: "invalid_type", message: "The body has to be an object." }],
  });
}

function membersOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries([...form].map(([name, value]) => [name, typeof value === "string" ? value : ""]));
}
