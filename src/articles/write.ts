import { and, eq, type SQL, sql } from "drizzle-orm";
import { auditEntry } from "../editors/audit.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import type { RenderedBody } from "./body.ts";
import type { ArticleInput } from "./input.ts";
import type { References } from "./references.ts";
import { articleAuthors, articles, articleTopics, revisions, topics as topicsTable } from "./schema.ts";

type Columns = typeof articles.$inferInsert;

/** The columns that say what the article says. */
export function contentColumns(input: ArticleInput & { language: string }, body: RenderedBody) {
  return {
    kind: input.kind,
    section: input.section,
    label: input.label,
    headline: input.headline,
    standfirst: input.standfirst,
    slug: input.slug,
    bodyFormat: input.body?.format ?? ("markdown" as const),
    bodySource: input.body?.source ?? "",
    bodyHtml: body.html,
    wordCount: body.wordCount,
    language: input.language,
    leadMedia: input.lead?.media ?? null,
    leadCaption: input.lead?.caption ?? null,
    comments: input.comments,
    translationOf: input.translationOf,
    canonicalUrl: input.canonicalUrl,
  } satisfies Partial<Columns>;
}

/** Makes the topics that are not there yet; none where `rows` finds nothing. */
export function makeTopics({ db, now }: Act, { topics, rows }: { topics: References["topics"]; rows: SQL }) {
  const each = sql`FROM json_each(${JSON.stringify(topics)}) WHERE EXISTS (SELECT 1 ${rows})`;
  return db
    .insert(topicsTable)
    .select(sql`SELECT value ->> 'slug', value ->> 'name', '', ${now} ${each}`)
    .onConflictDoNothing();
}

/** Puts authors in their order; nothing where `rows` finds nothing. */
export function linkAuthors({ db }: Act, link: { id: string; authors: string[]; rows: SQL }) {
  const each = sql`FROM json_each(${JSON.stringify(link.authors)}) WHERE EXISTS (SELECT 1 ${link.rows})`;
  return db.insert(articleAuthors).select(sql`SELECT ${link.id}, key, value ${each}`);
}

/** Puts topics in their order; nothing where `rows` finds nothing. */
export function linkTopics({ db }: Act, link: { id: string; topics: References["topics"]; rows: SQL }) {
  const slugs = JSON.stringify(link.topics.map((topic) => topic.slug));
  const each = sql`FROM json_each(${slugs}) WHERE EXISTS (SELECT 1 ${link.rows})`;
  return db.insert(articleTopics).select(sql`SELECT ${link.id}, key, value ${each}`);
}

export interface NextRevision {
  id: string;
  /** The revision that this one replaces. */
  expected: number;
  set: Partial<Columns>;
  /** The article as written after this revision; null: unchanged. */
  content: ArticleInput;
  topics: References["topics"];
  minor: boolean;
  event: { type: string; data: Record<string, unknown> };
  action: string;
}

/**
 * Writes the next revision in one transaction: event, audit and revision first, each only where the expected revision
 * still stands, the article last; its row names the winner. False: somebody else was faster, and nothing was written.
 */
export async function commitRevision(act: Act, next: NextRevision): Promise<boolean> {
  const { db, now, actor } = act;
  const { id, expected, topics } = next;
  const rows = sql`FROM ${articles} WHERE id = ${id} AND revision = ${expected}`;
  const content = JSON.stringify(next.content);
  const status = next.set.status === undefined ? sql`status` : sql`${next.set.status}`;
  const results = await db.batch([
    recordEvent(act, { ...next.event, subject: id }, rows),
    auditEntry(act, { action: next.action, subject: id, detail: { revision: expected + 1 } }, rows),
    db
      .insert(revisions)
      .select(
        sql`SELECT id, ${expected + 1}, ${status}, ${content}, ${Number(next.minor)}, ${actor.id}, ${now} ${rows}`,
      ),
    makeTopics(act, { topics, rows }),
    db.delete(articleAuthors).where(sql`article = ${id} AND EXISTS (SELECT 1 ${rows})`),
    db.delete(articleTopics).where(sql`article = ${id} AND EXISTS (SELECT 1 ${rows})`),
    linkAuthors(act, { id, authors: next.content.authors, rows }),
    linkTopics(act, { id, topics, rows }),
    db
      .update(articles)
      .set({ ...next.set, revision: expected + 1, updatedAt: now })
      .where(and(eq(articles.id, id), eq(articles.revision, expected)))
      .returning({ revision: articles.revision }),
  ]);
  return results[8].length === 1;
}
