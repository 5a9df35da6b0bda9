import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import { type Actor, covers } from "../http/actor.ts";
import type { Position } from "../http/cursor.ts";
import type { PictureRow } from "./picture-json.ts";
import { articleMedia, articles, media } from "./schema.ts";

/** How many of the articles that show a picture are named. */
const MAX_USES = 20;
/** Purging more pages one by one would use up what the platform allows. */
const MAX_PURGED_STORIES = 400;

/** The picture. Throws 404. */
export async function getPicture(db: Database, id: string): Promise<PictureRow> {
  const row = await db.select().from(media).where(eq(media.id, id)).get();
  if (!row) throw noPicture(id);
  return row;
}

function noPicture(id: string): AppError {
  return new AppError("not_found", `There is no picture "${id}".`);
}

/** The picture that the actor may see. Throws 404: to a writer, what only others' unpublished articles show is not there. */
export async function getVisiblePicture(db: Database, id: string, actor: Actor): Promise<PictureRow> {
  const row = await db
    .select()
    .from(media)
    .where(and(eq(media.id, id), isVisible(actor)))
    .get();
  if (!row) throw noPicture(id);
  return row;
}

/** The picture that the actor may change: writers their own, editors all. Throws 404, 403. */
export async function getOwnPicture(db: Database, id: string, actor: Actor): Promise<PictureRow> {
  const picture = await getVisiblePicture(db, id, actor);
  if (!covers(actor.role, "editor") && picture.createdBy !== actor.id)
    throw new AppError("forbidden", "A writer may change only the pictures that they uploaded.");
  return picture;
}

/** Pictures that the actor may see, newest first; `limit + 1` rows where there are more. */
export async function listPictures(
  db: Database,
  actor: Actor,
  { limit, before }: { limit: number; before?: Position | undefined },
): Promise<PictureRow[]> {
  return await db
    .select()
    .from(media)
    .where(
      and(isVisible(actor), before && sql`(${media.createdAt}, ${media.id}) < (${before.at}, ${before.id})`),
    )
    .orderBy(desc(media.createdAt), desc(media.id))
    .limit(limit + 1);
}

export interface Use {
  id: string;
  headline: string;
  path: string | null;
}

/** The first articles that show a picture, as lead or in the body, drafts among them; of others' only what a writer may read. */
export async function usesOf(db: Database, id: string, actor: Actor): Promise<Use[]> {
  return await db
    .select({ id: articles.id, headline: articles.headline, path: articles.path })
    .from(articleMedia)
    .innerJoin(articles, eq(articles.id, articleMedia.article))
    .where(and(eq(articleMedia.media, id), isReadable(actor)))
    .limit(MAX_USES);
}

function isReadable({ id, role }: Actor): SQL | undefined {
  if (role !== "writer") return undefined;
  return sql`(${articles.createdBy} = ${id} OR ${articles.status} = 'published')`;
}

/** A writer sees their own pictures, those that nothing shows yet, and those in what they may read. */
function isVisible(actor: Actor): SQL | undefined {
  if (actor.role !== "writer") return undefined;
  const uses = sql`SELECT 1 FROM ${articleMedia} WHERE ${articleMedia.media} = media.id`;
  const readable = sql`SELECT 1 FROM ${articleMedia} CROSS JOIN ${articles} ON ${articles.id} = ${articleMedia.article}
    WHERE ${articleMedia.media} = media.id AND ${isReadable(actor)}`;
  return sql`(${media.createdBy} = ${actor.id} OR NOT EXISTS (${uses}) OR EXISTS (${readable}))`;
}

/** Uses as the API names them: without an address as long as there is none. */
export function usesJson(uses: Use[], siteUrl: string) {
  return uses.map(({ id, headline, path }) => ({
    id,
    headline,
    url: path === null ? null : siteUrl + encodeURI(path),
  }));
}

/** What an event says of the published articles that show a picture in any way, as JSON within the transaction. */
export function publishedWith(id: string): SQL {
  return shownIn(sql`
    SELECT pub.id AS id FROM ${articleMedia} am CROSS JOIN ${articles} pub ON pub.id = am.article
    WHERE am.media = ${id} AND pub.status = 'published'`);
}

/** The same of those which it leads: only there its texts are read from it. */
export function publishedUnder(id: string): SQL {
  return shownIn(sql`
    SELECT pub.id AS id FROM ${articles} pub WHERE pub.lead_media = ${id} AND pub.status = 'published'`);
}

function shownIn(stories: SQL): SQL {
  const some = sql`(SELECT id FROM (${stories}) LIMIT ${MAX_PURGED_STORIES + 1})`;
  return sql`(
    SELECT CASE WHEN count(*) > ${MAX_PURGED_STORIES} THEN json_object('isEverywhere', json('true'))
      ELSE json_object('articles', json_group_array(id)) END
    FROM ${some})`;
}
