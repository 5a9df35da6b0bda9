import { eq, sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import { rfc3339 } from "../http/respond.ts";
import {
  COMMENT_STATUSES,
  commentCounts,
  commenters,
  STANDINGS,
  type Standing,
  standings,
} from "./schema.ts";

/** How many changes of standing the API shows. */
export const CHANGES_SHOWN = 20;

/** A change of standing. Milliseconds. */
export interface Change {
  standing: Standing;
  before: Standing;
  /** A moderator's words; null where it came by itself. */
  reason: string | null;
  moderator: string | null;
  at: number;
}

export type Counts = Record<(typeof COMMENT_STATUSES)[number], number>;

/** What is known of a commenter. */
export interface CommenterRecord {
  id: string;
  standing: Standing;
  createdAt: number;
  counts: Counts;
  changes: Change[];
}

/** The columns that a record is made of, read with its commenter's row; the newest `changes` changes of standing. */
export function recordColumns(changes: number) {
  return {
    commenterId: sql<string>`${commenters.id}`.as("commenter_id"),
    commenterStanding: sql<Standing>`${commenters.standing}`.as("commenter_standing"),
    commenterSince: sql<number>`${commenters.createdAt}`.as("commenter_since"),
    countsJson: sql<string>`(
      SELECT json_group_object(status, n) FROM ${commentCounts} WHERE of = ${commenters.id})`.as(
      "counts_json",
    ),
    changesJson: sql<string>`(
      SELECT json_group_array(json_object(
        'standing', standing, 'before', before, 'reason', reason, 'moderator', moderator, 'at', at))
      FROM (SELECT * FROM ${standings} s WHERE s.commenter = ${commenters.id} ORDER BY s.seq DESC LIMIT ${changes}))`.as(
      "changes_json",
    ),
  };
}

interface RecordRow {
  commenterId: string;
  commenterStanding: Standing;
  commenterSince: number;
  countsJson: string;
  changesJson: string;
}

export function recordFrom(row: RecordRow): CommenterRecord {
  const none = Object.fromEntries(COMMENT_STATUSES.map((status) => [status, 0]));
  return {
    id: row.commenterId,
    standing: row.commenterStanding,
    createdAt: row.commenterSince,
    counts: { ...none, ...(JSON.parse(row.countsJson) as Partial<Counts>) } as Counts,
    changes: JSON.parse(row.changesJson) as Change[],
  };
}

/** A commenter's record. Throws 404. */
export async function getRecord(db: Database, id: string): Promise<CommenterRecord> {
  const row = await db
    .select(recordColumns(CHANGES_SHOWN))
    .from(commenters)
    .where(eq(commenters.id, id))
    .get();
  if (!row) throw noCommenter(id);
  return recordFrom(row);
}

export function noCommenter(id: string): AppError {
  return new AppError("not_found", `There is no commenter "${id}".`);
}

/** Which part of what stands or was turned down was turned down, from 0 to 1; null before the first. */
export function rejectionRate({ published, declined, removed }: Counts): number | null {
  const decided = published + declined + removed;
  return decided === 0 ? null : (declined + removed) / decided;
}

const standing = z.enum(STANDINGS);
const count = z.int().min(0);

export const recordOutput = z
  .object({
    id: z.string(),
    standing,
    createdAt: z.iso.datetime(),
    counts: z.object({
      pending: count,
      published: count,
      declined: count,
      removed: count,
      deleted: count,
    }),
    rejectionRate: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe("Declined and removed of all that were decided and stand; null before the first."),
    standings: z.array(
      z.object({
        standing,
        before: standing,
        reason: z.string().nullable(),
        moderator: z.string().nullable().describe("Null: it came by itself, with a decision."),
        at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: "Commenter" });

/** A commenter as read through the API. CONTRACT §4. */
export function recordJson({ id, standing, createdAt, counts, changes }: CommenterRecord) {
  return {
    ...{ id, standing, counts },
    createdAt: rfc3339(createdAt),
    rejectionRate: rejectionRate(counts),
    standings: changes.map((change) => ({ ...change, at: rfc3339(change.at) })),
  };
}
