import { and, desc, eq, sql } from "drizzle-orm";
import { AppError } from "../errors.ts";
import { type Act, type Actor, covers } from "../http/actor.ts";
import type { Position } from "../http/cursor.ts";
import { orphans } from "./schema.ts";
import { getArticle } from "./store.ts";

export type Orphan = typeof orphans.$inferSelect;

interface OrphanList {
  article: string;
  limit: number;
  before?: Position | undefined;
}

/** Refused edits of an article, newest first, those among them that `maySee` leaves out; `limit + 1` rows where there are more. Throws 404. */
export async function listOrphans(
  { db, actor }: Act,
  { article, limit, before }: OrphanList,
): Promise<Orphan[]> {
  await getArticle(db, article, actor);
  const older = before && sql`(${orphans.createdAt}, ${orphans.id}) < (${before.at}, ${before.id})`;
  return await db
    .select()
    .from(orphans)
    .where(and(eq(orphans.article, article), older))
    .orderBy(desc(orphans.createdAt), desc(orphans.id))
    .limit(limit + 1);
}

/** One refused edit. Throws 404 `not_found`. */
export async function getOrphan(
  { db, actor }: Act,
  { article, id }: { article: string; id: string },
): Promise<Orphan> {
  await getArticle(db, article, actor);
  const isIt = and(eq(orphans.id, id), eq(orphans.article, article));
  const orphan = await db.select().from(orphans).where(isIt).get();
  if (!orphan || !maySee(actor, orphan))
    throw new AppError("not_found", `There is no orphan "${id}" of this article.`);
  return orphan;
}

/** To a writer, the refused edits of others are unpublished text like any draft. */
export function maySee({ id, role }: Actor, orphan: Orphan): boolean {
  return covers(role, "editor") || orphan.actor === id;
}
