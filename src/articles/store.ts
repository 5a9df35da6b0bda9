import { and, desc, eq, ne, type Placeholder, type SQL, sql } from "drizzle-orm";
import { builtOnce, type Database } from "../db.ts";
import { AppError } from "../errors.ts";
import type { Actor } from "../http/actor.ts";
import type { Position } from "../http/cursor.ts";
import { type Article, articleFrom } from "./article.ts";
import { articleColumns, cardColumns, lineColumns } from "./columns.ts";
import { articles, sections } from "./schema.ts";

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

/** Whether it is there for the actor: a writer sees their own and what is published. */
export function mayRead(actor: Actor, article: Article): boolean {
  return actor.role !== "writer" || article.createdBy === actor.id || article.status === "published";
}

/** The statement that reads the article at a path, whatever its state. */
export function articleAtPath(db: Database, path: string) {
  return articleThere(db, { path });
}

const articleThere = builtOnce((db) =>
  db
    .select(articleColumns)
    .from(articles)
    .where(eq(articles.path, sql.placeholder("path"))),
);

/** The statement that reads one section. */
export function sectionAt(db: Database, slug: string) {
  return sectionThere(db, { slug });
}

const sectionThere = builtOnce((db) =>
  db
    .select({
      slug: sections.slug,
      name: sections.name,
      description: sections.description,
      kind: sections.kind,
    })
    .from(sections)
    .where(eq(sections.slug, sql.placeholder("slug"))),
);

interface ListPart {
  limit: number;
  before?: Position | undefined;
}

/** A position, or what stands for one in a statement that is built once. */
type Beginning = Position | Record<keyof Position, Placeholder>;

/** The statement that reads the newest published articles of one kind, newest first. */
export function publishedOfKind(db: Database, kind: Article["kind"], { limit }: { limit: number }) {
  return newestOfKind(db, { kind, limit });
}

const newestOfKind = builtOnce((db) =>
  newestCards(db, eq(articles.kind, sql.placeholder("kind")), { limit: sql.placeholder("limit") }),
);

/** The query of the newest published briefs, without pictures; the placeholder "briefs" says how many. */
export function newestBriefs(db: Database) {
  return db
    .select(lineColumns)
    .from(articles)
    .where(and(eq(articles.kind, "brief"), eq(articles.status, "published")))
    .orderBy(...NEWEST_FIRST)
    .limit(sql.placeholder("briefs"));
}

/** The statement that reads articles of one kind with their text, newest first, from a position on. */
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
  if (!before) return newestInSection(db, { section, limit });
  return olderInSection(db, { section, limit, ...before });
}

const newestInSection = builtOnce((db) => inSection(db, undefined));
const olderInSection = builtOnce((db) =>
  inSection(db, { at: sql.placeholder("at"), id: sql.placeholder("id") }),
);

function inSection(db: Database, before: Beginning | undefined) {
  const isOfSection = and(eq(articles.section, sql.placeholder("section")), ne(articles.kind, "page"));
  const briefHtml = sql<string | null>`CASE ${articles.kind} WHEN 'brief' THEN ${articles.bodyHtml} END`;
  return db
    .select({ ...cardColumns, briefHtml: briefHtml.as("brief_html") })
    .from(articles)
    .where(and(isOfSection, eq(articles.status, "published"), olderThan(before)))
    .orderBy(...NEWEST_FIRST)
    .limit(sql.placeholder("limit"));
}

function newestCards(
  db: Database,
  which: SQL | undefined,
  { limit, before }: Omit<ListPart, "limit"> & { limit: number | Placeholder },
) {
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

function olderThan(before: Beginning | undefined): SQL | undefined {
  return before && sql`(${articles.publishedAt}, ${articles.id}) < (${before.at}, ${before.id})`;
}
