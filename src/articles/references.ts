import { eq, sql } from "drizzle-orm";
import { type Database, isForeignKeyViolation } from "../db.ts";
import { AppError, type FieldError } from "../errors.ts";
import type { Article, Signature } from "./article.ts";
import { type BodyPictures, pictureIdsIn } from "./body-pictures.ts";
import type { ArticleInput } from "./input.ts";
import { articles, authors, media, sections, topics as topicsTable } from "./schema.ts";
import { slugify } from "./slug.ts";

/** What an article names, looked up: the rows that the write needs and the checks want. */
export interface References extends Signature {
  /** Alternative text of the lead picture; undefined without one. */
  leadAlt: string | undefined;
  /** The pictures that the body may show. */
  pictures: BodyPictures;
  /** Those that were removed for legal reasons, and with which article. */
  removed: { id: string; removedWith: string }[];
}

/**
 * Looks up everything that the article names, in one round trip. `topics` are those that it has: under the name that they
 * were given since, they stay the same. Throws 422 naming each member that points nowhere.
 */
export async function getReferences(
  db: Database,
  input: ArticleInput,
  { topics: own }: Pick<Signature, "topics"> = { topics: [] },
): Promise<References> {
  const ownSlugs = new Map(own.map(({ slug, name }) => [name, slug]));
  const named = input.topics.map((name) => ({ slug: ownSlugs.get(name) ?? slugify(name), name }));
  const slugs = named.map(({ slug }) => slug);
  const shown = [...pictureIdsIn(input.body?.source ?? ""), input.lead?.media ?? ""];
  const [section, known, pictures, original, topics] = await db.batch([
    db
      .select({ slug: sections.slug })
      .from(sections)
      .where(eq(sections.slug, input.section ?? "")),
    db
      .select({
        slug: authors.slug,
        name: authors.name,
        email: sql<string | null>`CASE WHEN ${authors.emailPublic} THEN ${authors.email} END`.as(
          "public_email",
        ),
      })
      .from(authors)
      .where(sql`${authors.slug} IN (SELECT value FROM json_each(${JSON.stringify(input.authors)}))`),
    db
      .select({
        id: media.id,
        version: media.version,
        type: media.type,
        width: media.width,
        height: media.height,
        alt: media.alt,
        removedWith: media.removedWith,
      })
      .from(media)
      .where(sql`${media.id} IN (SELECT value FROM json_each(${JSON.stringify(shown)}))`),
    db
      .select({ one: sql<number>`1`.as("one") })
      .from(articles)
      .where(eq(articles.id, input.translationOf ?? "")),
    db
      .select({ slug: topicsTable.slug, name: topicsTable.name })
      .from(topicsTable)
      .where(sql`${topicsTable.slug} IN (SELECT value FROM json_each(${JSON.stringify(slugs)}))`),
  ]);
  const lead = pictures.find(({ id }) => id === input.lead?.media);
  const errors: FieldError[] = [];
  const missing = (path: string, what: string) =>
    errors.push({ path, code: "unknown", message: `There is no ${what}.` });
  if (input.section !== null && section.length === 0) missing("section", `section "${input.section}"`);
  for (const [index, slug] of input.authors.entries())
    if (!known.some((author) => author.slug === slug)) missing(`authors.${index}`, `author "${slug}"`);
  if (input.lead && !lead) missing("lead.media", `picture "${input.lead.media}"`);
  if (input.translationOf && original.length === 0)
    missing("translationOf", `article "${input.translationOf}"`);
  for (const [index, topic] of named.entries())
    if (topic.slug === "")
      errors.push({ path: `topics.${index}`, code: "unnamed", message: "A topic needs letters." });
  if (errors.length > 0)
    throw new AppError("invalid", errors.map((e) => `${e.path}: ${e.message}`).join(" "), { errors });
  return {
    authors: input.authors.flatMap((slug) => known.find((author) => author.slug === slug) ?? []),
    topics: distinct(named, topics),
    leadAlt: lead?.alt,
    pictures: new Map(pictures.map((picture) => [picture.id, picture])),
    removed: pictures.flatMap(({ id, removedWith }) => (removedWith === null ? [] : [{ id, removedWith }])),
  };
}

/** What to throw where D1 refused a row: 422 naming what is gone, where something that the article names was deleted meanwhile. */
export async function refusedRow(db: Database, input: ArticleInput, error: unknown): Promise<unknown> {
  if (!isForeignKeyViolation(error)) return error;
  return await getReferences(db, input).then(
    () => error,
    (refusal: unknown) => refusal,
  );
}

/** Each topic once, by the name that it has already. */
function distinct(named: Signature["topics"], known: Signature["topics"]): Signature["topics"] {
  const names = new Map(known.map(({ slug, name }) => [slug, name]));
  const bySlug = new Map(named.map(({ slug, name }) => [slug, { slug, name: names.get(slug) ?? name }]));
  return [...bySlug.values()];
}

/** Whether readers see the article, or will without anybody asking again. */
export function mustStayPublishable({ status }: Pick<Article, "status">): boolean {
  return status === "published" || status === "scheduled";
}

/** Refuses what readers could not be shown. Throws 409 `not_publishable` with one entry for each thing missing. */
export function refuseUnpublishable(input: ArticleInput, { leadAlt, removed }: References): void {
  const errors: FieldError[] = [];
  const missing = (path: string, message: string) => errors.push({ path, code: "missing", message });
  const isSigned = input.kind === "story" || input.kind === "opinion";
  if (!input.body?.source.trim() && !input.lead) missing("body", "A body or a lead picture is needed.");
  if (isSigned && !input.section) missing("section", "A section is needed.");
  if (isSigned && input.authors.length === 0) missing("authors", "At least one author is needed.");
  if (input.lead && !leadAlt) missing("lead.media", "The lead picture needs an alternative text.");
  for (const { id } of removed)
    missing(id === input.lead?.media ? "lead.media" : "body", `The picture "${id}" was removed by law.`);
  if (errors.length > 0)
    throw new AppError("not_publishable", errors.map((error) => error.message).join(" "), { errors });
}
