import type * as z from "zod";
import { AppError } from "../../errors.ts";
import { check } from "../../http/validate.ts";
import { Unusable } from "./kind.ts";

/** A payload as the schema has it. Throws `Unusable` naming what is wrong. */
export function readAs<T>(schema: z.ZodType<T>, payload: unknown): T {
  try {
    return check(schema, payload);
  } catch (error) {
    throw error instanceof AppError ? new Unusable(error.message) : error;
  }
}
