import { auditEntry } from "../editors/audit.ts";
import type { Act } from "../http/actor.ts";
import { newId } from "../http/ids.ts";
import { hex } from "../http/secrets.ts";
import { sniffPicture } from "./picture.ts";
import { media } from "./schema.ts";
import { stripMetadata } from "./strip-metadata.ts";

type Row = typeof media.$inferSelect;

export interface NewPicture {
  bytes: Uint8Array<ArrayBuffer>;
  alt: string;
  caption: string;
  credit: string;
  licence: string;
  focusX: number;
  focusY: number;
}

/** Where the original of a picture lies in R2. */
export function originalKey(id: string, version: number): string {
  return `${id}/${version}/original`;
}

/**
 * Stores a picture without its metadata: its bytes in R2 first, then its row, so that a row always has its bytes.
 * Throws 415 (no picture) or 422 (can't be read).
 */
export async function addPicture(
  act: Act,
  bucket: R2Bucket,
  { bytes: sent, ...said }: NewPicture,
): Promise<Row> {
  const bytes = stripMetadata(sent, sniffPicture(sent).type);
  const sniffed = sniffPicture(bytes);
  const id = newId(act.now);
  const sha256 = await crypto.subtle.digest("SHA-256", bytes);
  await bucket.put(originalKey(id, 1), bytes, { httpMetadata: { contentType: sniffed.type }, sha256 });
  const values = { id, ...said, ...sniffed, bytes: bytes.byteLength, sha256: hex(new Uint8Array(sha256)) };
  const [rows] = await act.db.batch([
    act.db
      .insert(media)
      .values({ ...values, createdBy: act.actor.id, createdAt: act.now })
      .returning(),
    auditEntry(act, { action: "media.add", subject: id }),
  ]);
  const [row] = rows;
  if (!row) throw new Error("D1 gave no row for the picture it stored");
  return row;
}
