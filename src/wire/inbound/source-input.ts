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
const MAX_PICTURE_HOSTS = 20;

/** The name of a host as addresses have it: lower case, ASCII, no port. */
const hostName = z
  .string()
  .max(253)
  .refine(
    (name) => /^[\w.-]+$/.test(name) && URL.parse(`https://${name}/`)?.hostname === name,
    'Give the name of one host as addresses have it, such as "images.example.com": lower case, without https:// or a port; München is "xn--mnchen-3ya".',
  );

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
  pictureHosts: z
    .array(hostName)
    .max(MAX_PICTURE_HOSTS)
    .default([])
    .describe("From these hosts pictures are fetched, and shown from here; others are linked to."),
});
export type SourceSettings = z.infer<typeof sourceSettings>;

export const sourceInput = sourceSettings.extend({ slug: slugInput, kind: z.enum(SOURCE_KINDS) });
export type SourceInput = z.infer<typeof sourceInput>;

export const sourcePatch = patchOf(sourceSettings);

/** The settings as their columns hold them. */
export function columnsOf({ sections: map, pictureHosts, ...others }: SourceSettings) {
  return { ...others, sections: JSON.stringify(map), pictureHosts: JSON.stringify(pictureHosts) };
}

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
