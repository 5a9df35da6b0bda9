import { eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { articles } from "../articles/schema.ts";
import type { Openness } from "../articles/set-discussion.ts";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import { resemblance } from "./likeness.ts";
import { CHANGES_SHOWN, type CommenterRecord, recordColumns, recordFrom } from "./record.ts";
import { type COMMENT_STATUSES, commenters, comments } from "./schema.ts";
import { type CommentRow, commentColumns } from "./store.ts";

const REPLIES_SHOWN = 5;
const SIMILAR_SHOWN = 5;
/** How much is read of what there may be any number of: the API's measure. */
const WIDE = { changes: CHANGES_SHOWN, candidates: 10 };
const MIN_RESEMBLANCE = 0.5;

/** A comment beside another one. */
export interface Beside {
  id: string;
  article: { id: string; path: string | null; headline: string };
  name: string;
  body: string;
  status: (typeof COMMENT_STATUSES)[number];
  /** Milliseconds. */
  createdAt: number;
}

/** A comment, and what a moderator wants to know before deciding. */
export interface OpenComment {
  row: CommentRow;
  /** The story's discussion. */
  openness: Openness;
  parent: Beside | null;
  /** The first published ones. */
  replies: Beside[];
  /** Comments that say nearly the same, the newest first. */
  similar: Beside[];
  record: CommenterRecord;
}

interface Extent {
  /** Of the commenter's standing, the newest. */
  changes: number;
  /** The newest texts of the same likeness, of which those that do resemble the comment's are kept. */
  candidates: number;
}

/** The statement that reads a comment with its context: one row, whatever the numbers. `id` may be a subquery. */
export function openComment(db: Database, id: string | SQLWrapper, { changes, candidates }: Extent) {
  return db
    .select({
      ...commentColumns,
      ...recordColumns(changes),
      openness: sql<Openness>`${articles.comments}`.as("openness"),
      parentJson: sql<string | null>`(
        SELECT ${faceUnder(sql`${articles}`)} FROM ${comments} c WHERE c.id = ${comments.parent})`.as(
        "parent_json",
      ),
      repliesJson: sql<string>`(
        SELECT json_group_array(json(face)) FROM (
          SELECT ${faceUnder(sql`${articles}`)} AS face FROM ${comments} c
          WHERE c.parent = ${comments.id} AND c.parent IS NOT NULL AND c.status = 'published'
          ORDER BY c.created_at, c.id LIMIT ${REPLIES_SHOWN}))`.as("replies_json"),
      similarJson: sql<string>`(
        SELECT json_group_array(json(face)) FROM (
          SELECT ${faceUnder(sql`a`)} AS face FROM ${comments} c CROSS JOIN ${articles} a ON a.id = c.article
          WHERE c.likeness = ${comments.likeness} AND c.id <> ${comments.id}
          ORDER BY c.created_at DESC LIMIT ${candidates}))`.as("similar_json"),
    })
    .from(comments)
    .innerJoin(articles, eq(articles.id, comments.article))
    .innerJoin(commenters, eq(commenters.id, comments.commenter))
    .where(sql`${comments.id} = ${id}`);
}

/** The comment "c" as JSON; `article` is its article's name in the statement: parent and replies have the one that is read. */
function faceUnder(article: SQL): SQL {
  return sql`json_object('id', c.id,
    'article', json_object('id', ${article}.id, 'path', ${article}.path, 'headline', ${article}.headline),
    'name', c.name, 'body', c.body, 'status', c.status, 'createdAt', c.created_at)`;
}

type Row = Awaited<ReturnType<typeof openComment>>[number];

export function openCommentFrom(row: Row): OpenComment {
  const { parentJson, repliesJson, similarJson, ...rest } = row;
  const candidates = JSON.parse(similarJson) as Beside[];
  const isAlike = ({ body }: Beside) => resemblance(row.body, body) >= MIN_RESEMBLANCE;
  return {
    row: rest,
    openness: row.openness,
    parent: parentJson === null ? null : (JSON.parse(parentJson) as Beside),
    replies: JSON.parse(repliesJson) as Beside[],
    similar: candidates.filter(isAlike).slice(0, SIMILAR_SHOWN),
    record: recordFrom(row),
  };
}

/** A comment with its context. Throws 404. */
export async function getOpenComment(db: Database, id: string): Promise<OpenComment> {
  const [row] = await openComment(db, id, WIDE);
  if (!row) throw new AppError("not_found", `There is no comment "${id}".`);
  return openCommentFrom(row);
}
