import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { rfc3339 } from "../http/respond.ts";
import { sha256 } from "../http/secrets.ts";
import { receiptTokens } from "./commenter.ts";
import { positionOf, writtenBy } from "./mine.ts";
import { type commenters, decisions, standings } from "./schema.ts";
import type { CommentRow } from "./store.ts";

const COMMENTS_AT_ONCE = 200;

interface Export {
  db: Database;
  now: number;
  siteUrl: string;
  /** The commenter's. */
  secret: string;
  commenter: typeof commenters.$inferSelect;
}

/**
 * Everything that is kept of a commenter, as the text of one JSON value, read piece by piece: however much somebody wrote,
 * no more than a page of it is held at once. Moderators are not named, as on receipts.
 */
export function exportOf(wanted: Export): ReadableStream<Uint8Array> {
  const pieces = piecesOf(wanted);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(stream) {
      const { value, done } = await pieces.next();
      if (done) stream.close();
      else stream.enqueue(encoder.encode(value));
    },
  });
}

async function* piecesOf(wanted: Export): AsyncGenerator<string> {
  const { commenter, now, siteUrl } = wanted;
  const since = rfc3339(commenter.createdAt);
  const about = { site: siteUrl, exportedAt: rfc3339(now), since, ...(await standingOf(wanted)) };
  yield `${JSON.stringify(about).slice(0, -1)},"comments":[`;
  let before: Position | undefined;
  for (let isFirst = true, isMore = true; isMore; isFirst = false) {
    const page = await pageOf(wanted, before);
    const items = page.rows.map((item) => JSON.stringify(item)).join(",\n");
    yield (isFirst || items === "" ? "" : ",\n") + items;
    before = page.last;
    isMore = before !== undefined;
  }
  yield "]}\n";
}

async function standingOf({ db, commenter }: Export) {
  const changes = await db
    .select({
      before: standings.before,
      standing: standings.standing,
      reason: standings.reason,
      at: standings.at,
    })
    .from(standings)
    .where(eq(standings.commenter, commenter.id))
    .orderBy(asc(standings.seq));
  const standingChanges = changes.map((change) => ({ ...change, at: rfc3339(change.at) }));
  return { standing: commenter.standing, standingChanges };
}

async function pageOf(wanted: Export, before: Position | undefined) {
  const { db, secret } = wanted;
  const secretHash = await sha256(secret);
  const rows = await writtenBy(db, { secretHash, before, limit: COMMENTS_AT_ONCE });
  const shown = rows.slice(0, COMMENTS_AT_ONCE);
  const decided = Map.groupBy(await decisionsOn(db, shown), ({ comment }) => comment);
  const items = await Promise.all(shown.map((row) => itemOf(wanted, row, decided.get(row.id) ?? [])));
  const last = rows.length > COMMENTS_AT_ONCE ? shown.at(-1) : undefined;
  return { rows: items, last: last && positionOf(last) };
}

type Decided = Awaited<ReturnType<typeof decisionsOn>>[number];

async function decisionsOn(db: Database, rows: readonly CommentRow[]) {
  const { seq, comment, decision, ground, law, note, at } = decisions;
  const ids = JSON.stringify(rows.map(({ id }) => id));
  return await db
    .select({ seq, comment, decision, ground, law, note, at })
    .from(decisions)
    .where(sql`${comment} IN (SELECT value FROM json_each(${ids}))`);
}

async function itemOf({ secret, siteUrl }: Export, row: CommentRow, decided: readonly Decided[]) {
  const { id, article, parent, name, body, status, createdAt, headline, path } = row;
  const { token } = await receiptTokens(secret, id);
  return {
    id,
    article: { id: article, url: siteUrl + encodeURI(path ?? ""), headline },
    parentId: parent,
    ...{ name, body, status },
    createdAt: rfc3339(createdAt),
    receiptUrl: `${siteUrl}/comments/receipts/${token}`,
    decisions: decided
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ decision, ground, law, note, at }) => ({ decision, ground, law, note, at: rfc3339(at) })),
  };
}
