import type * as z from "zod";
import { AppError, invalidField } from "../errors.ts";
import { check, mediaType, readBytes } from "../http/validate.ts";
import { type PictureInput, pictureInput } from "./picture-input.ts";

export const MAX_PICTURE_BYTES = 20_000_000;
/** A form's other fields and its boundaries. */
const FORM_BYTES = 65_536;
export const MAX_UPLOAD_BYTES = MAX_PICTURE_BYTES + FORM_BYTES;

export interface Upload {
  bytes: Uint8Array<ArrayBuffer>;
  said: PictureInput;
}

/**
 * A picture as it was sent: raw, or as the field `file` of a form whose other fields say the rest and go before the
 * parameters. Its name and declared type are not looked at. Throws 413, 400 (no form) or 422.
 */
export async function readUpload(
  request: Request,
  query: PictureInput,
  fieldsAllowed: z.ZodObject & z.ZodType<PictureInput> = pictureInput,
): Promise<Upload> {
  if (mediaType(request) !== "multipart/form-data")
    return { bytes: await readBytes(request, MAX_PICTURE_BYTES), said: query };
  const { file, ...fields } = await readForm(request);
  if (!(file instanceof File))
    throw invalidField("file", "missing", "Send the picture as the field file, with a file name.");
  if (file.size > MAX_PICTURE_BYTES)
    throw new AppError("too_large", `A picture may have ${MAX_PICTURE_BYTES} bytes at most.`);
  const said = check(fieldsAllowed.strict(), fields) as PictureInput;
  return { bytes: new Uint8Array(await file.arrayBuffer()), said: { ...query, ...said } };
}

async function readForm(request: Request): Promise<Record<string, File | string>> {
  const bytes = await readBytes(request, MAX_UPLOAD_BYTES);
  const type = request.headers.get("Content-Type") ?? "";
  const form = await new Response(bytes, { headers: { "Content-Type": type } }).formData().catch(() => {
    throw new AppError("bad_request", "The form can't be read. Send it as multipart/form-data.");
  });
  const names = [...form.keys()];
  const doubled = names.find((name, n) => names.indexOf(name) !== n);
  if (doubled !== undefined) throw invalidField(doubled, "repeated", `Send the field "${doubled}" once.`);
  return Object.fromEntries(form.entries());
}
