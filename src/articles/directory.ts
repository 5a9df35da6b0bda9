import { asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import { type Actor, covers } from "../http/actor.ts";
import type { Position } from "../http/cursor.ts";
import { authors, sections, topics } from "./schema.ts";

interface Part {
  limit: number;
  /** Where the list goes on. */
  after?: Position | undefined;
}

const sectionColumns = {
  slug: sections.slug,
  name: sections.name,
  description: sections.description,
  kind: sections.kind,
  position: sections.position,
};
const topicColumns = { slug: topics.slug, name: topics.name, description: topics.description };

/** The sections in the order of the menu; `limit + 1` rows where there are more. */
export async function listSections(db: Database, { limit, after }: Part) {
  return await db
    .select(sectionColumns)
    .from(sections)
    .where(after && sql`(${sections.position}, ${sections.slug}) > (${after.at}, ${after.id})`)
    .orderBy(asc(sections.position), asc(sections.slug))
    .limit(limit + 1);
}

/** The section. Throws 404. */
export async function getSection(db: Database, slug: string) {
  const row = await db.select(sectionColumns).from(sections).where(eq(sections.slug, slug)).get();
  return row ?? refuse(`There is no section "${slug}".`);
}

/** The authors by their slugs, as the actor may know them; `limit + 1` rows where there are more. */
export async function listAuthors({ db, actor }: { db: Database; actor: Actor }, { limit, after }: Part) {
  return await db
    .select(authorColumns(actor))
    .from(authors)
    .where(gt(authors.slug, after?.id ?? ""))
    .orderBy(asc(authors.slug))
    .limit(limit + 1);
}

/** The author as the actor may know them. Throws 404. */
export async function getAuthor({ db, actor }: { db: Database; actor: Actor }, slug: string) {
  const row = await db.select(authorColumns(actor)).from(authors).where(eq(authors.slug, slug)).get();
  return row ?? refuse(`There is no author "${slug}".`);
}

/** A writer is told an e-mail only where readers are. */
function authorColumns(actor: Actor) {
  const isTold: SQL = covers(actor.role, "editor") ? sql`1` : sql`${authors.emailPublic}`;
  return {
    slug: authors.slug,
    name: authors.name,
    email: sql<string | null>`CASE WHEN ${isTold} THEN ${authors.email} END`.as("told_email"),
    emailPublic: authors.emailPublic,
    bio: authors.bio,
  };
}

/** The topics by their slugs; `limit + 1` rows where there are more. */
export async function listTopics(db: Database, { limit, after }: Part) {
  return await db
    .select(topicColumns)
    .from(topics)
    .where(gt(topics.slug, after?.id ?? ""))
    .orderBy(asc(topics.slug))
    .limit(limit + 1);
}

/** The topic. Throws 404. */
export async function getTopic(db: Database, slug: string) {
  const row = await db.select(topicColumns).from(topics).where(eq(topics.slug, slug)).get();
  return row ?? refuse(`There is no topic "${slug}".`);
}

function refuse(detail: string): never {
  throw new AppError("not_found", detail);
}
