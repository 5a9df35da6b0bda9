import { sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { recordEvent } from "../wire/events.ts";
import { comments, decisions } from "./schema.ts";

/**
 * Deletes a comment for its writer, who holds its receipt: name and text go, and the notes that may quote them; what was
 * decided stays, with ground, law and time. Again changes nothing. False where no comment has this receipt.
 */
export async function deleteComment(
  context: { db: Database; now: number; requestId: string },
  receiptHash: string,
): Promise<boolean> {
  const { db } = context;
  const isIt = sql`receipt_hash = ${receiptHash}`;
  const rows = sql`FROM ${comments} c WHERE c.receipt_hash = ${receiptHash} AND c.status <> 'deleted'`;
  const data = sql`json_object('article', json_object('id', c.article),
    'wasPublished', json(iif(c.status = 'published', 'true', 'false')))`;
  const [, , , known] = await db.batch([
    recordEvent(context, { type: "comment.deleted", subject: sql`c.id`, data }, rows),
    db
      .update(decisions)
      .set({ note: null, decisionBefore: withoutNote(sql`decision_before`) })
      .where(sql`comment = (SELECT id FROM ${comments} WHERE ${isIt})`),
    db
      .update(comments)
      .set({
        ...{ status: "deleted", name: "", body: "", likeness: null },
        decision: withoutNote(sql`decision`),
      })
      .where(sql`${isIt} AND status <> 'deleted'`),
    db.select({ id: comments.id }).from(comments).where(isIt),
  ]);
  return known.length === 1;
}

function withoutNote(decision: ReturnType<typeof sql>) {
  return sql`json_replace(${decision}, '$.note', NULL)`;
}
