import { and, eq, lt, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { columnsOf, readPicture, storeOriginal } from "./add-picture.ts";
import { getOwnPicture, getPicture, publishedWith } from "./media-store.ts";
import { originalKey } from "./picture-files.ts";
import type { PictureRow } from "./picture-json.ts";
import { renewBodies } from "./renew-bodies.ts";
import { media } from "./schema.ts";

const MAX_TAKEN_VERSIONS = 20;

interface Replacement {
  id: string;
  bucket: R2Bucket;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Gives a picture a new file under a new version; every article that shows it shows that one from now on, and the old
 * version's addresses go on answering. Throws 404, 403, 415, 422, or 409 where a newer file came in meanwhile.
 */
export async function replacePicture(act: Act, { id, bucket, bytes }: Replacement): Promise<PictureRow> {
  const { version: current } = await getOwnPicture(act.db, id, act.actor);
  const { file } = await readPicture(bytes);
  const version = await storeNext(bucket, { id, version: current }, file);
  const rows = sql`FROM ${media} WHERE id = ${id} AND version < ${version}`;
  const [, , [row]] = await act.db.batch([
    recordEvent(act, { type: "media.updated", subject: id, data: publishedWith(id) }, rows),
    auditEntry(act, { action: "media.replace", subject: id, detail: { version } }, rows),
    act.db
      .update(media)
      .set({ version, ...columnsOf(file) })
      .where(and(eq(media.id, id), lt(media.version, version)))
      .returning(),
  ]);
  if (!row) {
    await bucket.delete(originalKey(id, version));
    await getPicture(act.db, id);
    throw new AppError("wrong_state", "Somebody gave it a newer file meanwhile. Look at it, and try again.");
  }
  await renewBodies(act, row);
  return row;
}

type CleanFile = Parameters<typeof storeOriginal>[2];

/** Stores the file under the next version that is free: one may have been taken by somebody else, or by a lost attempt. */
async function storeNext(
  bucket: R2Bucket,
  { id, version }: { id: string; version: number },
  file: CleanFile,
): Promise<number> {
  for (let next = version + 1; next <= version + MAX_TAKEN_VERSIONS; next++)
    if (await storeOriginal(bucket, originalKey(id, next), file)) return next;
  throw new AppError("unavailable", "Too many are replacing this picture. Try again.", {
    headers: { "Retry-After": "1" },
  });
}
