import { and, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { randomSecret, sha256 } from "../http/secrets.ts";
import type { Article } from "./article.ts";
import { articleColumns } from "./columns.ts";
import { revisionConflict } from "./precondition.ts";
import { refuseForeignDraft } from "./revise-article.ts";
import { articles, previews } from "./schema.ts";
import { getArticle } from "./store.ts";

interface PreviewLink {
  id: string;
  tags: string[];
  /** Milliseconds. */
  expiresAt: number;
  body: unknown;
}

/**
 * Makes the link by which anybody may read a draft until it expires; an older link dies. Gives its secret, which is
 * kept nowhere. Throws 404, 403 (others' drafts), 409 (public already), 412.
 */
export async function putPreview(act: Act, { id, tags, expiresAt, body }: PreviewLink): Promise<string> {
  const article = await getArticle(act.db, id, act.actor);
  refuseForeignDraft(act.actor, article);
  if (!tags.includes(String(article.revision))) throw await revisionConflict(act, { article, tags, body });
  refusePublic(article);
  const secret = randomSecret();
  const hash = await sha256(secret);
  const { db, now, actor } = act;
  const rows = sql`FROM ${articles} WHERE id = ${id} AND revision = ${article.revision}`;
  const [, won] = await db.batch([
    auditEntry(act, { action: "article.preview", subject: id }, rows),
    db
      .insert(previews)
      .select(sql`SELECT id, ${hash}, ${actor.id}, ${now}, ${expiresAt} ${rows}`)
      .onConflictDoUpdate({
        target: previews.article,
        set: { hash, createdBy: actor.id, createdAt: now, expiresAt },
      })
      .returning({ article: previews.article }),
  ]);
  if (won.length === 0) throw await revisionConflict(act, { article, tags, body });
  return secret;
}

function refusePublic({ status, path }: Article): void {
  if (status === "draft" || status === "scheduled") return;
  throw new AppError(
    "wrong_state",
    `Only what is not public yet has a preview; this is ${status} at ${path}.`,
  );
}

/** Lets the link to a draft die; where there is none, nothing happens. Throws 404, 403. */
export async function deletePreview(act: Act, id: string): Promise<void> {
  const article = await getArticle(act.db, id, act.actor);
  refuseForeignDraft(act.actor, article);
  const rows = sql`FROM ${previews} WHERE article = ${id}`;
  await act.db.batch([
    auditEntry(act, { action: "article.preview-end", subject: id }, rows),
    act.db.delete(previews).where(eq(previews.article, id)),
  ]);
}

/** The statement that lets the link die together with what `rows` stands for. */
export function forgetPreview({ db }: Act, id: string, rows: SQL) {
  return db.delete(previews).where(sql`${previews.article} = ${id} AND EXISTS (SELECT 1 ${rows})`);
}

/** The statement that reads the article behind a link that has not expired. */
export function previewedBy(db: Database, { hash, now }: { hash: string; now: number }) {
  return db
    .select(articleColumns)
    .from(previews)
    .innerJoin(articles, eq(articles.id, previews.article))
    .where(and(eq(previews.hash, hash), gt(previews.expiresAt, now)));
}

/** Deletes the links that have expired. */
export async function forgetPreviews(db: Database, now: number): Promise<void> {
  await db.delete(previews).where(lt(previews.expiresAt, now));
}
