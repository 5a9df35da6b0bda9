import { and, eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { articleAuthors, authors } from "./schema.ts";
import { numberOf, sayArticles } from "./uses.ts";

/** Deletes an author who signs no article, drafts included. Throws 404, or 409 `in_use` saying how many. */
export async function deleteAuthor(act: Act, slug: string): Promise<void> {
  const { db } = act;
  const isUnused = sql`NOT EXISTS (SELECT 1 FROM ${articleAuthors} WHERE author = ${slug})`;
  const rows = sql`FROM ${authors} WHERE slug = ${slug} AND ${isUnused}`;
  const [, , , won, [left]] = await db.batch([
    recordEvent(act, { type: "author.deleted", subject: slug, data: {} }, rows),
    recordEvent(act, { type: "menu.updated", subject: slug, data: {} }, rows),
    auditEntry(act, { action: "author.delete", subject: slug }, rows),
    db
      .delete(authors)
      .where(and(eq(authors.slug, slug), isUnused))
      .returning({ slug: authors.slug }),
    db
      .select({ uses: numberOf(sql`${articleAuthors} WHERE author = ${slug}`) })
      .from(authors)
      .where(eq(authors.slug, slug)),
  ]);
  if (won.length === 1) return;
  if (!left) throw new AppError("not_found", `There is no author "${slug}".`);
  throw new AppError(
    "in_use",
    `${sayArticles(left.uses)} signed by "${slug}", drafts and withdrawn ones included. Give each another byline first: GET /api/v1/articles?author=${slug} lists them.`,
  );
}
