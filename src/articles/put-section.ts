import { sql } from "drizzle-orm";
import type * as z from "zod";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import type { sectionInput } from "./input.ts";
import { articles, redirects, sections } from "./schema.ts";

/**
 * Makes a section or changes it; every page names it in the menu, so every page is touched. Throws 409 where a page or a
 * redirect has its path.
 */
export async function putSection(act: Act, slug: string, input: z.infer<typeof sectionInput>) {
  const { db, now } = act;
  const { name, description, kind, position } = input;
  const path = `/${slug}`;
  const rows = sql`WHERE NOT EXISTS (SELECT 1 FROM ${articles} WHERE path = ${path})
    AND NOT EXISTS (SELECT 1 FROM ${redirects} WHERE path = ${path})`;
  const [, , stored, [redirect]] = await db.batch([
    recordEvent(act, { type: "section.updated", subject: slug, data: {} }, rows),
    auditEntry(act, { action: "section.put", subject: slug }, rows),
    db
      .insert(sections)
      .select(sql`SELECT ${slug}, ${name}, ${description}, ${kind}, ${position}, ${now} ${rows}`)
      .onConflictDoUpdate({ target: sections.slug, set: { ...input, updatedAt: now } })
      .returning({ slug: sections.slug }),
    db.select({ path: redirects.path }).from(redirects).where(sql`path = ${path}`),
  ]);
  if (stored.length === 1) return { slug, ...input };
  const what = redirect ? "redirect leads away from" : "page stands at";
  throw new AppError("wrong_state", `A ${what} ${path} already. Choose another slug for the section.`);
}
