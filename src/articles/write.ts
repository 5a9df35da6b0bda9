import { and, eq, type SQL, sql } from "drizzle-orm";
import { inOrder, type Statement } from "../db.ts";
import { auditEntry } from "../editors/audit.ts";
import type { Act } from "../http/actor.ts";
import { claimKey } from "../http/idempotency.ts";
import { recordEvent } from "../wire/events.ts";
import type { Article, Signature } from "./article.ts";
import type { RenderedBody } from "./body.ts";
import { countArchive } from "./count-archive.ts";
import { indexWords } from "./index-words.ts";
import type { ArticleInput } from "./input.ts";
import { keepVersion } from "./keep-version.ts";
import { link, makeTopics, SIGNATURE, unlink } from "./links.ts";
import { leaveRedirect } from "./moved.ts";
import type { PictureRow } from "./picture-json.ts";
import { refusedRow } from "./references.ts";
import { picturesShownBy, renewIfOutdated } from "./renew-bodies.ts";
import { articles, revisions } from "./schema.ts";

type Columns = typeof articles.$inferInsert;
type Changed = { [C in keyof Columns]?: Exclude<Columns[C], undefined> };

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
    bodyMarkdown: body.markdown,
    wordCount: body.wordCount,
    language: input.language,
    leadMedia: input.lead?.media ?? null,
    leadCaption: input.lead?.caption ?? null,
    comments: input.comments,
    translationOf: input.translationOf,
    canonicalUrl: input.canonicalUrl,
  } satisfies Partial<Columns>;
}

export interface NextRevision {
  /** As it stands: the revision that this one replaces. */
  article: Article;
  set: Changed;
  /** The article as written after this revision. */
  content: ArticleInput;
  signature: Signature;
  minor: boolean;
  event: { type: string; data: Record<string, unknown> };
  action: string;
  /** What else changes with it, under the same condition. */
  also?: (rows: SQL) => Statement[];
}

/**
 * Writes the next revision, and where readers see it the next version. False: somebody else was faster, and nothing
 * was written.
 */
export async function commitRevision(act: Act, next: NextRevision): Promise<boolean> {
  const { article, set, signature } = next;
  if ((set.status ?? article.status) !== "published") return await commit(act, next, []);
  const showing = { before: article, after: { ...article, ...set, ...signature }, rows: rowsOf(next) };
  return await keepVersion(act, showing, (versions) => commit(act, next, versions));
}

/**
 * In one transaction: version, event, audit, revision and all that belongs to the article first, each
 * only where the expected revision still stands, the article last; its row names the winner. What is counted comes
 * after it and counts anew.
 */
async function commit(act: Act, next: NextRevision, versions: Statement[]): Promise<boolean> {
  const { db, now } = act;
  const { id, revision: expected } = next.article;
  const isExpected = and(eq(articles.id, id), eq(articles.revision, expected));
  const also = next.also?.(rowsOf(next)) ?? [];
  const dependents = [...versions, ...notes(act, next), ...belongings(act, next), ...also];
  const update = db
    .update(articles)
    .set({ ...next.set, ...notDue(next.set), ...SIGNATURE, revision: expected + 1, updatedAt: now })
    .where(isExpected)
    .returning({ revision: articles.revision });
  const counts = next.set.status === undefined ? [] : countArchive(act, next.set.path ?? next.article.path);
  const shown = next.set.bodyHtml === undefined ? [] : [picturesShownBy(act, id)];
  const results: unknown[] = await db
    .batch(inOrder([...dependents, update, ...counts, ...shown]))
    .catch(async (error: unknown) => Promise.reject(await refusedRow(db, next.content, error)));
  const hasWon = (results[dependents.length] as { revision: number }[]).length === 1;
  if (hasWon && next.set.bodyHtml !== undefined)
    await renewIfOutdated(act, next.set.bodyHtml, results.at(-1) as PictureRow[]);
  return hasWon;
}

/** Whatever is no longer scheduled is not due any more. */
function notDue({ status }: Changed): Changed | { scheduledFor: null } {
  return status === undefined || status === "scheduled" ? {} : { scheduledFor: null };
}

/** Event, audit entry, the request's Idempotency-Key and revision. */
function notes(act: Act, next: NextRevision): Statement[] {
  const { db, now, actor } = act;
  const { id, revision: expected } = next.article;
  const rows = rowsOf(next);
  const content = JSON.stringify(next.content);
  const status = next.set.status ?? next.article.status;
  return [
    recordEvent(act, { ...next.event, subject: id }, rows),
    auditEntry(act, { action: next.action, subject: id, detail: { revision: expected + 1 } }, rows),
    ...claimKey(act, id, rows),
    db
      .insert(revisions)
      .select(
        sql`SELECT id, ${expected + 1}, ${status}, ${content}, ${Number(next.minor)}, ${actor.id}, ${now} ${rows}`,
      ),
  ];
}

/** Authors, topics, pictures and the words for the search, as they are after this revision. */
function belongings(act: Act, next: NextRevision): Statement[] {
  const { authors, topics } = next.signature;
  const article = { ...next.article, ...next.set, authors, topics };
  const rows = rowsOf(next);
  return [
    makeTopics(act, { topics: article.topics, rows }),
    ...unlink(act, article.id, rows),
    ...link(act, article, rows),
    ...indexWords(act, article, rows),
    ...farewell(act, next),
  ];
}

/** A path that the article leaves leads to it from now on. */
function farewell(act: Act, next: NextRevision): Statement[] {
  const { id, path: from } = next.article;
  const to = next.set.path ?? from;
  return from === null || to === null || to === from
    ? []
    : leaveRedirect(act, { id, from, to }, rowsOf(next));
}

/** What every dependent of a revision stands under. */
function rowsOf({ article }: NextRevision): SQL {
  return sql`FROM ${articles} WHERE id = ${article.id} AND revision = ${article.revision}`;
}
