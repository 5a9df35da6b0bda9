import { eq } from "drizzle-orm";
import type * as z from "zod";
import { auditEntry } from "../editors/audit.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import type { sectionInput } from "./input.ts";
import { articles, sections } from "./schema.ts";

/** Makes a section or changes it; every page names it in the menu, so every page is touched. Throws 409 where a page has the slug. */
export async function putSection(act: Act, slug: string, input: z.infer<typeof sectionInput>) {
  const page = await act.db
    .select({ id: articles.id })
    .from(articles)
    .where(eq(articles.path, `/${slug}`))
    .get();
  if (page)
    throw new AppError(
      "wrong_state",
      `A page stands at /${slug} already. Choose another slug for the section.`,
    );
  const values = { ...input, updatedAt: act.now };
  await act.db.batch([
    act.db
      .insert(sections)
      .values({ slug, ...values })
      .onConflictDoUpdate({ target: sections.slug, set: values }),
    recordEvent(act, { type: "section.updated", subject: slug, data: {} }),
    auditEntry(act, { action: "section.put", subject: slug }),
  ]);
  return { slug, ...input };
}
