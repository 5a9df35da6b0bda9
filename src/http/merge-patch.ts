import * as z from "zod";

/** A JSON Merge Patch of what `schema` describes: members that it does not know are refused, even to be removed. */
export function patchOf(schema: z.ZodObject) {
  return z.record(z.string(), z.unknown()).superRefine((patch, context) => {
    const keys = Object.keys(patch).filter((key) => !Object.hasOwn(schema.shape, key));
    if (keys.length > 0)
      context.addIssue({ code: "unrecognized_keys", keys, input: patch, message: "Unknown members." });
  });
}

/** `target` changed by a JSON Merge Patch (RFC 7396 §2): null removes a member. Neither argument is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const members = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name);
    else members.set(name, mergePatch(members.get(name), value));
  }
  return Object.fromEntries(members);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
