import { sql } from "drizzle-orm";
import { command } from "../db.ts";
import type { Act } from "../http/actor.ts";
import { commenters, comments, standings } from "./schema.ts";

const LOOKED_AT = 10;
/** So many of the last ten that were declined or removed end a commenter's trust. */
const REJECTED = 2;

interface Written {
  /** The comment's. */
  id: string;
  /** Its writer's id. */
  commenter: string;
  outcome: string;
  /** The decision's time: by it a decision that was written is told from one that came too late. */
  at: number;
}

/**
 * The statements by which standing follows decisions that were just written: the first published comment makes a new
 * commenter a previewed one; with two rejected of the last ten a trusted one is previewed again, whatever became of
 * those comments since.
 */
export function followDecisions({ db }: Act, written: readonly Written[]) {
  // Of several by one commenter, one that was published and one that was not are enough.
  const telling = new Map(written.map((row) => [`${row.commenter} ${row.outcome === "published"}`, row]));
  const decided = sql`FROM json_each(${JSON.stringify([...telling.values()])}) JOIN ${comments} c
    ON c.id = json_each.value ->> 'id' AND c.status = json_each.value ->> 'outcome'
      AND c.decided_at = json_each.value ->> 'at'
    JOIN ${commenters} w ON w.id = c.commenter`;
  const rejected = sql`(
    SELECT count(*) FROM (
      SELECT decision ->> 'decision' AS decided FROM ${comments}
      WHERE commenter = w.id AND status <> 'pending' ORDER BY created_at DESC, id DESC LIMIT ${LOOKED_AT})
    WHERE decided IN ('decline', 'remove'))`;
  const isToChange = sql`(w.standing = 'new' AND c.status = 'published')
    OR (w.standing = 'trusted' AND c.status <> 'published' AND ${rejected} >= ${REJECTED})`;
  return [
    db.insert(standings).select(sql`
      SELECT NULL, w.id, w.standing, 'previewed', NULL, NULL, c.id, c.decided_at ${decided} WHERE ${isToChange}`),
    command(
      db,
      sql`UPDATE ${commenters} SET standing = 'previewed' WHERE id IN (SELECT w.id ${decided} WHERE ${isToChange})`,
    ),
  ] as const;
}
