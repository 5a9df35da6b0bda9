import { and, eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { getOwnPicture, usesJson, usesOf } from "./media-store.ts";
import { removeFiles } from "./picture-files.ts";
import { articleMedia, articles, media } from "./schema.ts";

interface Deletion {
  id: string;
  bucket: R2Bucket;
  siteUrl: string;
}

/**
 * Deletes a picture that no article shows, drafts included: its row first, then its files of all versions. Throws 404,
 * 403, or 409 `in_use` with the articles that show it.
 */
export async function deletePicture(act: Act, { id, bucket, siteUrl }: Deletion): Promise<void> {
  await getOwnPicture(act.db, id, act.actor);
  const isUnused = sql`NOT EXISTS (SELECT 1 FROM ${articleMedia} WHERE media = ${id})
    AND NOT EXISTS (SELECT 1 FROM ${articles} WHERE lead_media = ${id})`;
  const rows = sql`FROM ${media} WHERE id = ${id} AND ${isUnused}`;
  const [, , won] = await act.db.batch([
    recordEvent(act, { type: "media.deleted", subject: id, data: {} }, rows),
    auditEntry(act, { action: "media.delete", subject: id }, rows),
    act.db
      .delete(media)
      .where(and(eq(media.id, id), isUnused))
      .returning({ id: media.id }),
  ]);
  if (won.length === 0) throw await inUse(act, id, siteUrl);
  await removeFiles(bucket, id);
}

async function inUse({ db, actor }: Act, id: string, siteUrl: string): Promise<AppError> {
  const usedBy = usesJson(await usesOf(db, id, actor), siteUrl);
  const where =
    usedBy.map(({ headline }) => `“${headline}”`).join(", ") || "an article that you may not read";
  return new AppError("in_use", `The picture stands in ${where}. Take it out there first.`, {
    extra: { usedBy },
  });
}
