import { eq, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError, type FieldError } from "../errors.ts";
import type { ArticleInput } from "./input.ts";
import { articles, authors, media, sections } from "./schema.ts";
import { slugify } from "./slug.ts";

/** What an article names, looked up: the rows that the write needs and the checks want. */
export interface References {
  topics: { slug: string; name: string }[];
  /** Alternative text of the lead picture; undefined without one. */
  leadAlt: string | undefined;
}

/** Looks up everything that the article names, in one round trip. Throws 422 naming each member that points nowhere. */
export async function getReferences(db: Database, input: ArticleInput): Promise<References> {
  const [section, known, picture, original] = await db.batch([
    db
      .select({ slug: sections.slug })
      .from(sections)
      .where(eq(sections.slug, input.section ?? "")),
    db
      .select({ slug: authors.slug })
      .from(authors)
      .where(sql`${authors.slug} IN (SELECT value FROM json_each(${JSON.stringify(input.authors)}))`),
    db
      .select({ alt: media.alt })
      .from(media)
      .where(eq(media.id, input.lead?.media ?? "")),
    db
      .select({ one: sql<number>`1`.as("one") })
      .from(articles)
      .where(eq(articles.id, input.translationOf ?? "")),
  ]);
  const errors: FieldError[] = [];
  const missing = (path: string, what: string) =>
    errors.push({ path, code: "unknown", message: `There is no ${what}.` });
  if (input.section !== null && section.length === 0) missing("section", `section "${input.section}"`);
  for (const [index, slug] of input.authors.entries())
    if (!known.some((author) => author.slug === slug)) missing(`authors.${index}`, `author "${slug}"`);
  if (input.lead && picture.length === 0) missing("lead.media", `picture "${input.lead.media}"`);
  if (input.translationOf && original.length === 0)
    missing("translationOf", `article "${input.translationOf}"`);
  const topics = input.topics.map((name) => ({ slug: slugify(name), name }));
  for (const [index, topic] of topics.entries())
    if (topic.slug === "")
      errors.push({ path: `topics.${index}`, code: "unnamed", message: "A topic needs letters." });
  if (errors.length > 0)
    throw new AppError("invalid", errors.map((e) => `${e.path}: ${e.message}`).join(" "), { errors });
  return { topics: distinct(topics), leadAlt: picture[0]?.alt };
}

function distinct(topics: References["topics"]): References["topics"] {
  return [...new Map(topics.map((topic) => [topic.slug, topic])).values()];
}

/** Refuses what readers could not be shown. Throws 409 `not_publishable` with one entry for each thing missing. */
export function refuseUnpublishable(input: ArticleInput, { leadAlt }: References): void {
  const errors: FieldError[] = [];
  const missing = (path: string, message: string) => errors.push({ path, code: "missing", message });
  const isSigned = input.kind === "story" || input.kind === "opinion";
  if (!input.body?.source.trim() && !input.lead) missing("body", "A body or a lead picture is needed.");
  if (isSigned && !input.section) missing("section", "A section is needed.");
  if (isSigned && input.authors.length === 0) missing("authors", "At least one author is needed.");
  if (input.lead && !leadAlt) missing("lead.media", "The lead picture needs an alternative text.");
  if (errors.length > 0)
    throw new AppError("not_publishable", errors.map((error) => error.message).join(" "), { errors });
}
