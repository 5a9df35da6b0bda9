import { tidy } from "../../articles/inscriptions.ts";
import { AppError, invalidField } from "../../errors.ts";
import { line } from "../../http/text.ts";
import type { Delivery } from "./kind.ts";

/** A file as a sender uploads it. */
export interface Asset {
  /** The sender's own id, with slashes in it at Superdesk. */
  mediaId: string;
  /** The file's name there. */
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** An id of an asset: one line. */
export const assetId = line(300, 1);

/** The upload of Superdesk's: a form with `media_id` and the file `media`. Throws 400 (no form) or 422. */
export async function readAsset({ headers, bytes }: Delivery): Promise<Asset> {
  const type = headers.get("Content-Type") ?? "";
  const form = await new Response(bytes, { headers: { "Content-Type": type } }).formData().catch(() => {
    throw new AppError("bad_request", "The form can't be read. Send it as multipart/form-data.");
  });
  const mediaId = assetId.safeParse(form.get("media_id"));
  if (!mediaId.success) throw invalidField("media_id", "missing", "Send the id of the file as media_id.");
  const file = form.get("media");
  if (!(file instanceof File)) throw invalidField("media", "missing", "Send the file as media, with a name.");
  const name = tidy(file.name, 300);
  return { mediaId: mediaId.data, name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
