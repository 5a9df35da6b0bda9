import { and, eq } from "drizzle-orm";
import { addPicture } from "../../articles/add-picture.ts";
import { MAX_PICTURE_BYTES } from "../../articles/picture-upload.ts";
import { type Database, isUniqueViolation } from "../../db.ts";
import { AppError } from "../../errors.ts";
import type { Act } from "../../http/actor.ts";
import { assets } from "../assets-schema.ts";
import type { Asset } from "./read-asset.ts";

/** `kept`: it is a picture of ours now; `known`: it was here already; `aside`: it is none that we show. */
export type AssetOutcome = "kept" | "known" | "aside";

/** Films and other files that are never shown: Superdesk need not send them, and one that is refused stops its item for good. */
const UNWANTED =
  /\.(?:mp4|m4v|mov|webm|mkv|avi|mpe?g|mp3|m4a|wav|ogg|oga|ogv|aac|flac|pdf|docx?|xlsx?|pptx?|zip)$/i;

export const TOO_LARGE = "It is larger than pictures may be.";

/** Whether a source's asset need not be sent (again). Films need not by any source: it tells nobody which there are. */
export async function hasAsset(db: Database, source: string, mediaId: string): Promise<boolean> {
  if (UNWANTED.test(mediaId)) return true;
  const here = and(eq(assets.source, source), eq(assets.mediaId, mediaId));
  return (await db.select({ name: assets.name }).from(assets).where(here).get()) !== undefined;
}

/** Notes why a file of a source is not shown; it is not asked for again. */
export async function setAside(db: Database, row: typeof assets.$inferInsert): Promise<void> {
  await db.insert(assets).values(row).onConflictDoNothing();
}

/**
 * Keeps a file that a source sent, without its metadata, under the source's id of it; the first under that id stays. What
 * is no picture, or too large for one, is noted and left aside, so that the item which names it still comes.
 */
export async function keepAsset(
  act: Act,
  bucket: R2Bucket,
  { source, asset }: { source: string; asset: Asset },
): Promise<AssetOutcome> {
  const { db, now } = act;
  const { mediaId, name, bytes } = asset;
  if (await hasAsset(db, source, mediaId)) return "known";
  const row = { source, mediaId, name, createdAt: now };
  const aside = async (note: string): Promise<AssetOutcome> => {
    await setAside(db, { ...row, note });
    return "aside";
  };
  if (bytes.byteLength > MAX_PICTURE_BYTES) return await aside(TOO_LARGE);
  try {
    await addPicture(act, bucket, { bytes, said: {} }, (media) => [
      db.insert(assets).values({ ...row, media }),
    ]);
    return "kept";
  } catch (error) {
    if (isUniqueViolation(error, "assets.")) return "known";
    const isNoPicture =
      error instanceof AppError && /^un(?:supported_type|readable_picture)$/.test(error.code);
    if (isNoPicture) return await aside(error.message);
    throw error;
  }
}
