import { and, eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { claimKey } from "../http/idempotency.ts";
import { newId } from "../http/ids.ts";
import { recordEvent } from "../wire/events.ts";
import type { Article } from "./article.ts";
import { moveInLists } from "./links.ts";
import { currentPlace } from "./place.ts";
import { articles, corrections } from "./schema.ts";
import { getArticle } from "./store.ts";

/** Puts a dated correction under a published article. Throws 404, or 409 where it is not published. */
export async function correctArticle(act: Act, { id, text }: { id: string; text: string }): Promise<Article> {
  const { db, now, actor } = act;
  const article = await getArticle(db, id, actor);
  const rows = sql`FROM ${articles} WHERE id = ${id} AND status = 'published'`;
  const correction = newId(now);
  const place = currentPlace(article);
  const [, , , , , , won] = await db.batch([
    recordEvent(
      act,
      { type: "article.corrected", subject: id, data: { article: place, before: place } },
      rows,
    ),
    auditEntry(act, { action: "article.correct", subject: id, detail: { correction } }, rows),
    db.insert(corrections).select(sql`SELECT ${correction}, ${id}, ${text}, ${now} ${rows}`),
    ...moveInLists(act, id, rows),
    db
      .update(articles)
      .set({ modifiedAt: now, updatedAt: now })
      .where(and(eq(articles.id, id), eq(articles.status, "published"))),
    db.select({ id: corrections.id }).from(corrections).where(eq(corrections.id, correction)),
    ...claimKey(act, id, rows),
  ]);
  if (won.length === 0) throw new AppError("wrong_state", `A ${article.status} article can't be corrected.`);
  return await getArticle(db, id, actor);
}
