import * as z from "zod";
import { AppError } from "../errors.ts";

/**
 * A JSON Merge Patch of what `schema` describes: members that it does not know are refused, even to be removed.
 * Its own check, as zod's records leave `__proto__` out.
 */
export function patchOf(schema: z.ZodObject) {
  const {
    $schema: _,
    required: __,
    ...described
  } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return z
    .custom<Record<string, unknown>>(isObject, "An object is needed.")
    .superRefine((patch, context) => {
      const keys = Object.keys(patch).filter((key) => !Object.hasOwn(schema.shape, key));
      if (keys.length > 0)
        context.addIssue({ code: "unrecognized_keys", keys, input: patch, message: "Unknown members." });
    })
    .meta(described);
}

/** Nothing that is written here is nested as deep; a deeper patch would only use up the stack. */
const MAX_DEPTH = 32;

/**
 * `target` changed by a JSON Merge Patch (RFC 7396 §2): null removes a member. Neither argument is changed.
 * Throws 422 where the patch is nested deeper than 32 levels.
 */
export function mergePatch(target: unknown, patch: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new AppError("invalid", "The patch is nested too deep.");
  if (!isObject(patch)) return patch;
  const members = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name);
    else members.set(name, mergePatch(members.get(name), value, depth + 1));
  }
  return Object.fromEntries(members);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
