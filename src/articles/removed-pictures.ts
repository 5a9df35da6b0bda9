import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Act } from "../http/actor.ts";
import { absenceOf } from "./absence.ts";
import { articleMedia, articles, media } from "./schema.ts";

/** The statement that takes the pictures of an article away with it, but for those that another one may show. */
export function removePictures({ db }: Act, article: string, rows: SQL) {
  const isIts = sql`${media.id} IN (SELECT media FROM ${articleMedia} WHERE article = ${article})`;
  const isShownElsewhere = sql`EXISTS (
    SELECT 1 FROM ${articleMedia} am CROSS JOIN ${articles} one ON one.id = am.article
    WHERE am.media = ${media.id} AND am.article <> ${article} AND one.status NOT IN ('withdrawn', 'removed'))`;
  return db
    .update(media)
    .set({ removedWith: article })
    .where(
      sql`${isIts} AND ${media.removedWith} IS NULL AND EXISTS (SELECT 1 ${rows}) AND NOT ${isShownElsewhere}`,
    );
}

/** The statement that brings back the pictures that were removed with an article. */
export function returnPictures({ db }: Act, article: string, rows: SQL) {
  return db
    .update(media)
    .set({ removedWith: null })
    .where(sql`${media.removedWith} = ${article} AND EXISTS (SELECT 1 ${rows})`);
}

/** The pictures that were removed with an article. */
export async function picturesRemovedWith(db: Database, article: string) {
  return await db
    .select({ id: media.id, version: media.version })
    .from(media)
    .where(sql`${media.removedWith} IS NOT NULL AND ${media.removedWith} = ${article}`);
}

/** Throws 451 where a picture was removed for legal reasons, with the article's own reason and law. */
export async function refuseRemovedPicture(
  db: Database,
  id: string,
  site: () => Promise<{ url: string }>,
): Promise<void> {
  const row = await db
    .select({ reason: articles.reason, law: articles.law })
    .from(media)
    .innerJoin(articles, eq(articles.id, media.removedWith))
    .where(eq(media.id, id))
    .get();
  if (row) throw absenceOf({ ...row, status: "removed" }, (await site()).url);
}
