import { isUniqueViolation, type Statement } from "../db.ts";
import { auditEntry } from "../editors/audit.ts";
import type { Act } from "../http/actor.ts";
import { claimKey } from "../http/idempotency.ts";
import { newId } from "../http/ids.ts";
import { hex } from "../http/secrets.ts";
import { inscribedIn, nothingInscribed } from "./inscriptions.ts";
import { sniffPicture } from "./picture.ts";
import { originalKey } from "./picture-files.ts";
import { pictureMembers } from "./picture-input.ts";
import type { PictureRow } from "./picture-json.ts";
import type { Upload } from "./picture-upload.ts";
import { media } from "./schema.ts";
import { stripMetadata } from "./strip-metadata.ts";

/**
 * Stores a picture without its metadata: its bytes in R2 first, then its row, so that a row always has its bytes. What
 * is not said of it is taken from the file. `also` is written with it, or neither is. Throws 415 (no picture) or 422
 * (can't be read). Where a key is in use by then, the Idempotency-Key or one of `also`, it leaves no bytes behind.
 */
export async function addPicture(
  act: Act,
  bucket: R2Bucket,
  { bytes, said }: Upload,
  also: (id: string) => Statement[] = () => [],
): Promise<PictureRow> {
  const id = newId(act.now);
  const { file, inscribed } = await readPicture(bytes);
  await storeOriginal(bucket, originalKey(id, 1), file);
  const { focus, ...texts } = pictureMembers.parse({ ...inscribed, ...said });
  const values = { id, ...texts, focusX: focus.x, focusY: focus.y, ...columnsOf(file) };
  try {
    return await storeRow(act, values, also(id));
  } catch (error) {
    // Only here it is certain that no row was stored.
    if (isUniqueViolation(error)) await bucket.delete(originalKey(id, 1));
    throw error;
  }
}

type Values = Omit<typeof media.$inferInsert, "createdBy" | "createdAt">;

async function storeRow(act: Act, values: Values, also: Statement[]): Promise<PictureRow> {
  const { db, actor, now } = act;
  const [rows] = await db.batch([
    db
      .insert(media)
      .values({ ...values, createdBy: actor.id, createdAt: now })
      .returning(),
    auditEntry(act, { action: "media.add", subject: values.id }),
    ...claimKey(act, values.id),
    ...also,
  ]);
  const [row] = rows;
  if (!row) throw new Error("D1 gave no row for the picture it stored");
  return row;
}

type CleanFile = Awaited<ReturnType<typeof readPicture>>["file"];

/** The picture that the bytes are, without its metadata, and what these said. Throws 415 or 422. */
export async function readPicture(sent: Uint8Array<ArrayBuffer>) {
  const found = nothingInscribed();
  const content = stripMetadata(sent, sniffPicture(sent).type, found);
  const sha256 = await crypto.subtle.digest("SHA-256", content);
  return { file: { ...sniffPicture(content), content, sha256 }, inscribed: inscribedIn(found) };
}

/** Puts an original into R2; false where there is one under this key already: it is never overwritten. */
export async function storeOriginal(bucket: R2Bucket, key: string, file: CleanFile): Promise<boolean> {
  const { content, type, sha256 } = file;
  const isNew = new Headers({ "If-None-Match": "*" });
  const object = await bucket.put(key, content, {
    httpMetadata: { contentType: type },
    sha256,
    onlyIf: isNew,
  });
  return object !== null;
}

/** The columns that tell what the file is. */
export function columnsOf({ type, width, height, content, sha256 }: CleanFile) {
  return { type, width, height, bytes: content.byteLength, sha256: hex(new Uint8Array(sha256)) };
}
