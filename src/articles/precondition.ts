import { sql } from "drizzle-orm";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { newId } from "../http/ids.ts";
import type { Article } from "./article.ts";
import { articles, orphans } from "./schema.ts";

const ORPHANS_AN_ARTICLE = 100;

/** The revision's ETag. Strong; proxies that compress may weaken it. */
export function etagOf({ revision }: Pick<Article, "revision">): string {
  return `"${revision}"`;
}

/** What an edit was based on: the opaque values of If-Match. Throws 428 `precondition_required` without it. */
export function expectedTags(ifMatch: string | undefined): string[] {
  const tags = (ifMatch ?? "").split(",").flatMap((tag) => /^(?:W\/)?"([^"]*)"$/.exec(tag.trim())?.[1] ?? []);
  if (tags.length > 0) return tags;
  throw new AppError(
    "precondition_required",
    'Read the article first and send its ETag: If-Match: "<revision>".',
  );
}

interface RefusedEdit {
  article: Pick<Article, "id">;
  tags: string[];
  body: unknown;
}

/** Keeps a refused edit as an orphan and gives the 412 that says where. Nobody loses a sentence. */
export async function revisionConflict(act: Act, { article, tags, body }: RefusedEdit): Promise<AppError> {
  const { db, now, actor } = act;
  const id = newId(now);
  const expected = /^\d{1,15}$/.test(tags[0] ?? "") ? Number(tags[0]) : null;
  const [, , current] = await db.batch([
    db.insert(orphans).values({
      id,
      article: article.id,
      expected,
      body: JSON.stringify(body),
      actor: actor.id,
      createdAt: now,
    }),
    db.delete(orphans).where(sql`article = ${article.id} AND id IN (
      SELECT id FROM ${orphans} WHERE article = ${article.id}
      ORDER BY created_at DESC, id DESC LIMIT -1 OFFSET ${ORPHANS_AN_ARTICLE})`),
    db.select({ revision: articles.revision }).from(articles).where(sql`id = ${article.id}`),
  ]);
  const revision = current[0]?.revision;
  return new AppError(
    "revision_conflict",
    `The article is at revision ${revision} by now. Your edit is kept: read the article again and merge.`,
    { extra: { orphan: { id, url: `/api/v1/articles/${article.id}/orphans/${id}` } } },
  );
}
