import { type SQL, sql } from "drizzle-orm";
import { command } from "../db.ts";
import { auditEntry } from "../editors/audit.ts";
import type { Act } from "../http/actor.ts";
import { claimKey } from "../http/idempotency.ts";
import { newId } from "../http/ids.ts";
import { recordEvent } from "../wire/events.ts";
import { comments, decisions } from "./schema.ts";
import { followDecisions } from "./standing.ts";
import type { CommentRow } from "./store.ts";
import { OUTCOME, type Verdict } from "./verdict.ts";
import { keepWait } from "./wait.ts";

interface Open {
  verdict: Verdict;
  comment: CommentRow;
}

/**
 * Writes decisions in one transaction. A comment that somebody else decided in between is left out: nothing is written
 * for it, and the act's Idempotency-Key is not used up yet. `outcomes` is what the key will stand for.
 */
export async function recordDecisions(act: Act, open: readonly Open[], outcomes: string): Promise<void> {
  const { db, actor } = act;
  const written = open.map((pair) => verdictRow(act, pair));
  const verdicts = JSON.stringify(written);
  const rows = sql`FROM json_each(${verdicts}) JOIN ${comments} c
    ON c.id = ${of("id")} AND c.status = ${of("status")} AND c.decided_at IS ${of("decidedAt")}`;
  const data = sql`json_object('article', json_object('id', c.article),
    'wasPublished', json(iif(c.status = 'published', 'true', 'false')))`;
  const event = { id: of("event"), type: sql`'comment.' || ${of("outcome")}`, subject: sql`c.id`, data };
  const action = sql`'comment.' || ${of("decision")}`;
  const areAll = sql`WHERE (SELECT count(*) ${rows}) = ${open.length}`;
  await db.batch([
    recordEvent(act, event, rows),
    auditEntry(
      act,
      { action, subject: sql`c.id`, detail: sql`json_object('ground', ${of("ground")})` },
      rows,
    ),
    ...claimKey(act, outcomes, areAll),
    db.insert(decisions).select(sql`
      SELECT NULL, c.id, ${of("decision")}, ${of("ground")}, ${of("law")}, ${of("note")}, ${actor.name},
        ${of("waitMs")}, ${of("at")}, c.status, c.decision ${rows}`),
    command(
      db,
      sql`
      UPDATE ${comments} AS c
      SET status = ${of("outcome")}, decided_at = ${of("at")},
        decision = json_object('decision', ${of("decision")}, 'ground', ${of("ground")}, 'law', ${of("law")},
          'note', ${of("note")}, 'moderator', ${actor.name}, 'at', ${of("at")})
      FROM json_each(${verdicts})
      WHERE c.id = ${of("id")} AND c.status = ${of("status")} AND c.decided_at IS ${of("decidedAt")}`,
    ),
    ...followDecisions(act, written),
    keepWait(db),
  ]);
}

/** A member of the verdict that a row is about. */
function of(member: keyof ReturnType<typeof verdictRow>): SQL {
  return sql.raw(`(json_each.value ->> '${member}')`);
}

function verdictRow({ now }: Act, { verdict, comment }: Open) {
  const { id, commenter, status, decidedAt, createdAt } = comment;
  const { decision, ground, law, note } = verdict;
  return {
    ...{ id, commenter, status, decidedAt, decision, ground, law, note },
    event: newId(now),
    outcome: OUTCOME[decision],
    // Later than the one before, even within a millisecond: two decisions are told apart by their times.
    at: Math.max(now, (decidedAt ?? 0) + 1),
    waitMs: status === "pending" && !verdict.isAutomatic ? now - createdAt : null,
  };
}
