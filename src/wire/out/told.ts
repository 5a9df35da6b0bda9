import { sql } from "drizzle-orm";
import * as z from "zod";
import { articleFrom } from "../../articles/article.ts";
import { articleColumns } from "../../articles/columns.ts";
import { articleJson } from "../../articles/json.ts";
import { articleOutput } from "../../articles/output.ts";
import { articles } from "../../articles/schema.ts";
import { commentOutput } from "../../comments/output.ts";
import { type CommentRow, commentJson, commentsById } from "../../comments/store.ts";
import type { Database } from "../../db.ts";
import { rfc3339 } from "../../http/respond.ts";

/** What happened, as it is told of. */
export interface Happened {
  /** The event's. */
  id: string;
  type: string;
  subject: string;
  /** Milliseconds. */
  at: number;
}

const gone = z.object({ id: z.string(), status: z.literal("deleted") });
const toldCommentOutput = z.object({
  ...commentOutput.omit({ name: true, standing: true, decision: true }).shape,
  decision: z
    .object({
      decision: z.string(),
      ground: z.string().nullable(),
      law: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .nullable(),
});
export const eventOutput = z
  .object({
    id: z.string(),
    type: z.string(),
    timestamp: z.iso.datetime(),
    data: z.object({
      article: z.union([z.object(articleOutput.shape), gone]).optional(),
      comment: z.union([toldCommentOutput, gone]).optional(),
      webhook: z.string().optional().describe("webhook.test: the webhook's id."),
    }),
  })
  .meta({ id: "Event" });
export type Told = z.infer<typeof eventOutput>;

/**
 * Events as others are told of them: `{id, type, timestamp, data}`, with the article or comment as it is read now.
 * CONTRACT §6: without anything personal, so a comment comes without its commenter's name and its moderator.
 */
export async function tell(db: Database, happened: readonly Happened[], siteUrl: string): Promise<Told[]> {
  const articlesTold = await articlesById(db, subjectsOf(happened, "article."), siteUrl);
  const commentsTold = await commentsTo(db, subjectsOf(happened, "comment."), siteUrl);
  return happened.map(({ id, type, subject, at }) => {
    const deleted = { id: subject, status: "deleted" as const };
    const data = type.startsWith("article.")
      ? { article: articlesTold.get(subject) ?? deleted }
      : type.startsWith("comment.")
        ? { comment: commentsTold.get(subject) ?? deleted }
        : type === "webhook.test"
          ? { webhook: subject }
          : {};
    return { id, type, timestamp: rfc3339(at), data };
  });
}

function subjectsOf(happened: readonly Happened[], kind: string): string[] {
  return [...new Set(happened.filter(({ type }) => type.startsWith(kind)).map(({ subject }) => subject))];
}

async function articlesById(db: Database, ids: readonly string[], siteUrl: string) {
  if (ids.length === 0) return new Map<string, ReturnType<typeof toldArticle>>();
  const isAsked = sql`${articles.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const rows = await db.select(articleColumns).from(articles).where(isAsked);
  return new Map(rows.map((row) => [row.id, toldArticle(articleJson(articleFrom(row), siteUrl))]));
}

/** What was removed for legal reasons is not spread by telling of it. */
function toldArticle(article: ReturnType<typeof articleJson>) {
  return article.status === "removed" ? { ...article, standfirst: "", body: null, bodyHtml: "" } : article;
}

async function commentsTo(db: Database, ids: readonly string[], siteUrl: string) {
  const rows = ids.length === 0 ? [] : await commentsById(db, ids);
  return new Map(rows.map((row) => [row.id, commentTold(row, siteUrl)]));
}

function commentTold(row: CommentRow, siteUrl: string) {
  const { name: _, standing: __, decision, ...comment } = commentJson(row, siteUrl);
  const { ground = null, law = null } = decision ?? {};
  return {
    ...comment,
    decision: decision && { decision: decision.decision, ground, law, at: decision.at },
  };
}
