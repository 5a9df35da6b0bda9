import type * as z from "zod";
import { AppError, type FieldError } from "../errors.ts";
import type { BodyKind } from "./route.ts";

const JSON_TYPES = ["application/json"];
const PATCH_TYPES = ["application/merge-patch+json", "application/json"];
export const DEFAULT_MAX_BYTES = 1024 * 1024;

/** Bodies that were read before their handler asked: a picture of 20 MB is not to be copied for it. */
const kept = new WeakMap<Request | Response, Uint8Array<ArrayBuffer>>();

/** The body's bytes, which `readBytes` will give again. Throws 413. */
export async function keepBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBytes(request, maxBytes);
  kept.set(request, bytes);
  return bytes;
}

/** The body's bytes, of a request or of an answer to us. Throws 413 `too_large` as soon as there are more than `maxBytes`. */
export async function readBytes(
  request: Request | Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new AppError("too_large", `The body may have ${maxBytes} bytes at most. Send less.`);
  if (Number(request.headers.get("Content-Length") ?? 0) > maxBytes) throw tooLarge();
  const known = kept.get(request);
  if (known && known.byteLength > maxBytes) throw tooLarge();
  if (known) return known;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.byteLength;
    if (length > maxBytes) throw tooLarge();
    parts.push(part);
  }
  return joined(parts, length);
}

function joined(parts: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** The media type without parameters, in lower case. */
export function mediaType(request: Request): string {
  return (request.headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** A JSON body. Throws 415, 413, or 400 `malformed_json`. */
export async function readJson(request: Request, kind: BodyKind, maxBytes: number): Promise<unknown> {
  const allowed = kind === "patch" ? PATCH_TYPES : JSON_TYPES;
  if (!allowed.includes(mediaType(request)))
    throw new AppError("unsupported_type", `Send the body as ${allowed.join(" or ")}.`);
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw new AppError("malformed_json", "The body has to be one JSON value in UTF-8.");
  }
}

/** `value` as the schema has it. Throws 422 `invalid` with one entry for each thing that is wrong. */
export function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(fieldErrors);
  const named = errors.slice(0, 3).map((e) => (e.path ? `${e.path}: ${e.message}` : e.message));
  throw new AppError("invalid", named.join(" "), { errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code !== "unrecognized_keys")
    return [{ path: path.join("."), code: issue.code, message: sentence(issue.message) }];
  return issue.keys.map((key) => ({
    path: [...path, key].join("."),
    code: "unknown_member",
    message: `There is no member "${key}" here.`,
  }));
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
