import { and, eq, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { articles, sections } from "./schema.ts";
import { numberOf, sayArticles } from "./uses.ts";

/** Deletes a section that no article is in, drafts included. Throws 404, or 409 `in_use` saying by how many. */
export async function deleteSection(act: Act, slug: string): Promise<void> {
  const { db } = act;
  const isUnused = sql`NOT EXISTS (SELECT 1 FROM ${articles} WHERE section = ${slug})`;
  const rows = sql`FROM ${sections} WHERE slug = ${slug} AND ${isUnused}`;
  const [, , , won, [left]] = await db.batch([
    recordEvent(act, { type: "section.deleted", subject: slug, data: {} }, rows),
    recordEvent(act, { type: "menu.updated", subject: slug, data: {} }, rows),
    auditEntry(act, { action: "section.delete", subject: slug }, rows),
    db
      .delete(sections)
      .where(and(eq(sections.slug, slug), isUnused))
      .returning({ slug: sections.slug }),
    db
      .select({ uses: numberOf(sql`${articles} WHERE section = ${slug}`) })
      .from(sections)
      .where(eq(sections.slug, slug)),
  ]);
  if (won.length === 1) return;
  if (!left) throw new AppError("not_found", `There is no section "${slug}".`);
  throw new AppError(
    "in_use",
    `${sayArticles(left.uses)} in the section "${slug}", drafts and withdrawn ones included. Give each another section first: GET /api/v1/articles?section=${slug} lists them.`,
  );
}
