import { sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { refuseForeignDraft } from "./revise-article.ts";
import { articles } from "./schema.ts";
import { findArticle, getArticle } from "./store.ts";

/**
 * Deletes a draft that was never published, with its revisions and orphans. Throws 404, 403 (another writer's),
 * 409 `wrong_state` (public, scheduled, or public once), 409 `in_use` (others are translations of it).
 */
export async function deleteDraft(act: Act, id: string): Promise<void> {
  const { db } = act;
  refuseForeignDraft(act.actor, await getArticle(db, id, act.actor));
  const isOriginal = sql`EXISTS (SELECT 1 FROM ${articles} one WHERE one.translation_of = ${id})`;
  const isDeletable = sql`id = ${id} AND status = 'draft' AND published_at IS NULL AND NOT ${isOriginal}`;
  const rows = sql`FROM ${articles} WHERE ${isDeletable}`;
  const [, , deleted] = await db.batch([
    recordEvent(act, { type: "article.deleted", subject: id, data: {} }, rows),
    auditEntry(act, { action: "article.delete", subject: id }, rows),
    db.delete(articles).where(isDeletable).returning({ id: articles.id }),
  ]);
  if (deleted.length > 0) return;
  const article = await findArticle(db, id);
  if (!article) throw new AppError("not_found", `There is no article "${id}".`);
  if (article.status === "draft" && article.publishedAt === null)
    throw new AppError(
      "in_use",
      "Other articles are translations of this draft. Change or delete them first.",
    );
  const advice = article.status === "scheduled" ? "Unschedule it first." : "Withdraw it instead.";
  throw new AppError("wrong_state", `Only drafts that were never published can be deleted. ${advice}`);
}
