import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { languageTag, line, prose, webUrl } from "../http/text.ts";
import { BODY_FORMATS, COMMENTS_OPENNESS, KINDS } from "./schema.ts";
import { slugInput, topLevelSlug } from "./slug.ts";

/** Longest body source, in characters. Beyond it Markdown and HTML parsers can be made to burn CPU for seconds. */
export const BODY_MAX_CHARS = 100_000;

const id = z.string().min(1).max(64);
const body = z.strictObject({
  format: z.enum(BODY_FORMATS).default("markdown"),
  source: prose(BODY_MAX_CHARS),
});
const lead = z.strictObject({ media: id, caption: line(500).nullable().default(null) });

/** An article as written. CONTRACT §3. Only `headline` is needed. */
export const articleInput = z.strictObject({
  kind: z.enum(KINDS).default("story"),
  section: slugInput.nullable().default(null),
  label: line(40, 1).nullable().default(null),
  headline: line(200, 1),
  standfirst: line(600).default(""),
  slug: slugInput.nullable().default(null),
  body: body.nullable().default(null),
  language: languageTag.nullable().default(null),
  authors: z.array(slugInput).max(20).refine(isDistinct, "Name each author once.").default([]),
  topics: z.array(line(60, 1)).max(20).refine(isDistinct, "Name each topic once.").default([]),
  lead: lead.nullable().default(null),
  comments: z.enum(COMMENTS_OPENNESS).default("open"),
  translationOf: id.nullable().default(null),
  canonicalUrl: webUrl().nullable().default(null),
});
export type ArticleInput = z.infer<typeof articleInput>;

function isDistinct(items: string[]): boolean {
  return new Set(items).size === items.length;
}

/** A JSON Merge Patch of an article; what it makes of the article is checked as a whole. */
export const articlePatch = patchOf(articleInput.extend({ minor: z.boolean().optional() }));

/** A path has a year of four digits. */
export const OLDEST = Date.UTC(1_000, 0, 2);

/** RFC 3339 as milliseconds. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= OLDEST, "Nothing was published before the year 1000.");

/** `PUT /articles/{id}/publication`: the state that the article shall be in. */
export const publicationInput = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("published"), at: instant.optional() }),
  z.strictObject({ state: z.literal("draft") }),
  z.strictObject({ state: z.literal("withdrawn"), reason: line(500, 1) }),
  z.strictObject({ state: z.literal("removed"), reason: line(500, 1), law: line(200, 1) }),
]);
export type PublicationInput = z.infer<typeof publicationInput>;

export const correctionInput = z.strictObject({ text: prose(2_000).min(1) });

export const sectionInput = z.strictObject({
  name: line(80, 1),
  description: line(300).default(""),
  kind: z.enum(["stories", "briefs"]).default("stories"),
  position: z.int().min(0).max(1_000).default(0),
});

export const authorInput = z.strictObject({
  name: line(100, 1),
  email: z.email().max(254).nullable().default(null),
  emailPublic: z.boolean().default(false),
  bio: prose(2_000).default(""),
});

export const topicInput = z.strictObject({
  name: line(60, 1),
  description: prose(2_000).default(""),
});

export const sectionSlug = z.object({ slug: topLevelSlug });
export const anySlug = z.object({ slug: slugInput });
