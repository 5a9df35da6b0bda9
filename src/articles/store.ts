import { and, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import type { Actor } from "../http/actor.ts";
import type { Position } from "../http/cursor.ts";
import { type Article, articleFrom } from "./article.ts";
import { articleColumns, cardColumns } from "./columns.ts";
import { articleAuthors, articles, articleTopics, type STATUSES, sections } from "./schema.ts";

/** The article, or undefined. */
export async function findArticle(db: Database, id: string): Promise<Article | undefined> {
  const row = await db.select(articleColumns).from(articles).where(eq(articles.id, id)).get();
  return row && articleFrom(row);
}

/** The article that the actor may read. Throws 404 `not_found`: to a writer others' drafts don't exist. */
export async function getArticle(db: Database, id: string, actor: Actor): Promise<Article> {
  const article = await findArticle(db, id);
  if (!article || !mayRead(actor, article)) throw new AppError("not_found", `There is no article "${id}".`);
  return article;
}

function mayRead(actor: Actor, article: Article): boolean {
  return actor.role !== "writer" || article.createdBy === actor.id || article.status === "published";
}

/** The statement that reads the article at a path, whatever its state. */
export function articleAtPath(db: Database, path: string) {
  return db.select(articleColumns).from(articles).where(eq(articles.path, path));
}

/** The statement that reads one section. */
export function sectionAt(db: Database, slug: string) {
  return db
    .select({
      slug: sections.slug,
      name: sections.name,
      description: sections.description,
      kind: sections.kind,
    })
    .from(sections)
    .where(eq(sections.slug, slug));
}

interface ListPart {
  limit: number;
  before?: Position | undefined;
}

/** The statement that reads published articles of one kind, newest first, from a position on. */
export function publishedOfKind(db: Database, kind: Article["kind"], part: ListPart) {
  return newestCards(db, eq(articles.kind, kind), part);
}

/** The same with their text. */
export function wholeOfKind(db: Database, kind: Article["kind"], part: ListPart) {
  return newestWhole(db, eq(articles.kind, kind), part);
}

const isStory = sql`${articles.kind} IN ('story', 'opinion')`;

/** The statement that reads published stories, opinion among them, newest first, from a position on. */
export function publishedStories(db: Database, part: ListPart) {
  return newestCards(db, isStory, part);
}

/** The same with their text. */
export function wholeStories(db: Database, part: ListPart) {
  return newestWhole(db, isStory, part);
}

/** The statement that reads what a section published, newest first, from a position on; briefs with their text. */
export function publishedInSection(db: Database, section: string, { limit, before }: ListPart) {
  const isOfSection = and(eq(articles.section, section), ne(articles.kind, "page"));
  const briefHtml = sql<string | null>`CASE ${articles.kind} WHEN 'brief' THEN ${articles.bodyHtml} END`;
  return db
    .select({ ...cardColumns, briefHtml: briefHtml.as("brief_html") })
    .from(articles)
    .where(and(isOfSection, eq(articles.status, "published"), olderThan(before)))
    .orderBy(...NEWEST_FIRST)
    .limit(limit);
}

function newestCards(db: Database, which: SQL | undefined, { limit, before }: ListPart) {
  const isShown = and(which, eq(articles.status, "published"), olderThan(before));
  return db
    .select(cardColumns)
    .from(articles)
    .where(isShown)
    .orderBy(...NEWEST_FIRST)
    .limit(limit);
}

function newestWhole(db: Database, which: SQL | undefined, { limit, before }: ListPart) {
  const isShown = and(which, eq(articles.status, "published"), olderThan(before));
  return db
    .select(articleColumns)
    .from(articles)
    .where(isShown)
    .orderBy(...NEWEST_FIRST)
    .limit(limit);
}

const NEWEST_FIRST = [desc(articles.publishedAt), desc(articles.id)];

function olderThan(before: Position | undefined): SQL | undefined {
  return before && sql`(${articles.publishedAt}, ${articles.id}) < (${before.at}, ${before.id})`;
}

export interface ArticleFilter {
  status?: (typeof STATUSES)[number] | undefined;
  section?: string | undefined;
  author?: string | undefined;
  topic?: string | undefined;
}

/** Articles that the actor may read, newest change first; `limit + 1` rows where there are more. */
export async function listArticles(
  db: Database,
  actor: Actor,
  page: ArticleFilter & { limit: number; before?: Position | undefined },
): Promise<Article[]> {
  const rows = await db
    .select(articleColumns)
    .from(articles)
    .where(isAskedFor(actor, page))
    .orderBy(desc(articles.updatedAt), desc(articles.id))
    .limit(page.limit + 1);
  return rows.map(articleFrom);
}

/** The condition of a list by newest change: what the filter says, what the actor may read, and where the list goes on. */
export function isAskedFor(
  actor: Actor,
  { status, section, author, topic, before }: ArticleFilter & { before?: Position | undefined },
): SQL | undefined {
  return and(
    status && isInState(status, section !== undefined),
    section === undefined ? undefined : eq(articles.section, section),
    author === undefined ? undefined : writtenBy(author),
    topic === undefined ? undefined : about(topic),
    actor.role === "writer" ? ownOrPublished(actor) : undefined,
    before && sql`(${articles.updatedAt}, ${articles.id}) < (${before.at}, ${before.id})`,
  );
}

/** With `+` where the section's own index gives the order: SQLite would take another one and sort. */
function isInState(status: Article["status"], isInSection: boolean): SQL {
  return isInSection ? sql`+${articles.status} = ${status}` : eq(articles.status, status);
}

/** Written with `+`, so that SQLite walks the list's own index in its order and does not sort two others' rows. */
function ownOrPublished({ id }: Actor): SQL {
  return sql`(+${articles.createdBy} = ${id} OR +${articles.status} = 'published')`;
}

function about(topic: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${articleTopics} WHERE article = articles.id AND topic = ${topic})`;
}

function writtenBy(author: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${articleAuthors} WHERE article = articles.id AND author = ${author})`;
}
