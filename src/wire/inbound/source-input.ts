import { sql } from "drizzle-orm";
import * as z from "zod";
import { authors, sections } from "../../articles/schema.ts";
import { slugInput } from "../../articles/slug.ts";
import type { Database } from "../../db.ts";
import { AppError, type FieldError } from "../../errors.ts";
import { patchOf } from "../../http/merge-patch.ts";
import { languageTag, line } from "../../http/text.ts";
import { SOURCE_KINDS } from "../inbound-schema.ts";

const MAX_MAPPED = 200;

/** How what a source sends is taken; all that can be changed of it. */
export const sourceSettings = z.strictObject({
  defaultSection: slugInput.nullable().default(null),
  sections: z
    .record(line(200, 1), slugInput)
    .refine((map) => Object.keys(map).length <= MAX_MAPPED, `Map ${MAX_MAPPED} sections at most.`)
    .default({}),
  defaultAuthor: slugInput.nullable().default(null),
  publish: z.enum(["draft", "publish"]).default("draft"),
  language: languageTag.nullable().default(null),
});
export type SourceSettings = z.infer<typeof sourceSettings>;

export const sourceInput = sourceSettings.extend({ slug: slugInput, kind: z.enum(SOURCE_KINDS) });
export type SourceInput = z.infer<typeof sourceInput>;

export const sourcePatch = patchOf(sourceSettings);

/** Refuses settings that name sections or an author that are not there. Throws 422 naming each. */
export async function refuseUnknown(db: Database, settings: SourceSettings): Promise<void> {
  const named = [
    ...(settings.defaultSection === null ? [] : [["defaultSection", settings.defaultSection] as const]),
    ...Object.entries(settings.sections).map(([theirs, ours]) => [`sections.${theirs}`, ours] as const),
  ];
  const slugs = JSON.stringify(named.map(([, slug]) => slug));
  const [known, signing] = await db.batch([
    db
      .select({ slug: sections.slug })
      .from(sections)
      .where(sql`${sections.slug} IN (SELECT value FROM json_each(${slugs}))`),
    db
      .select({ slug: authors.slug })
      .from(authors)
      .where(sql`${authors.slug} = ${settings.defaultAuthor ?? ""}`),
  ]);
  const errors: FieldError[] = named
    .filter(([, slug]) => !known.some((section) => section.slug === slug))
    .map(([path, slug]) => ({ path, code: "unknown", message: `There is no section "${slug}".` }));
  if (settings.defaultAuthor !== null && signing.length === 0)
    errors.push({
      path: "defaultAuthor",
      code: "unknown",
      message: `There is no author "${settings.defaultAuthor}".`,
    });
  if (errors.length > 0) throw new AppError("invalid", errors.map((e) => e.message).join(" "), { errors });
}
