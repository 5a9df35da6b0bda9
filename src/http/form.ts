import { AppError } from "../errors.ts";
import { mediaType, readBytes } from "./validate.ts";

export const FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"];

/** The fields of a form, in their order. Throws 415 where it is none, 413, or 400 where it can't be read. */
export async function readForm(request: Request, maxBytes: number): Promise<FormData> {
  if (!FORM_TYPES.includes(mediaType(request)))
    throw new AppError("unsupported_type", `Send ${FORM_TYPES.join(" or ")}.`);
  const bytes = await readBytes(request, maxBytes);
  const headers = { "Content-Type": request.headers.get("Content-Type") ?? "" };
  try {
    return await new Response(bytes, { headers }).formData();
  } catch {
    throw new AppError("bad_request", "The form can't be read. Send it again.");
  }
}
