import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { auditEntry } from "../../editors/audit.ts";
import { AppError } from "../../errors.ts";
import type { Act } from "../../http/actor.ts";
import { claimKey } from "../../http/idempotency.ts";
import { inbox } from "../inbound-schema.ts";
import { PATIENCE_MS } from "./deliveries.ts";
import { handleDelivery, type Place } from "./handle-delivery.ts";
import { getEntry, type InboxFilter, isMeant } from "./inbox-store.ts";
import { findSource } from "./source.ts";

/** What did not become an article, and might now. */
export const REPLAYABLE = ["failed", "ignored", "removed", "stale", "pending"] as const;
/** Each takes some dozens of statements, and a request may make a thousand. */
const A_SLICE = 10;

/**
 * Handles a delivery anew, as it came; one that has done what it says already is left as it is. Throws 404, or 409 where its
 * body is forgotten.
 */
export async function replayOne(act: Act, place: Place, id: string): Promise<void> {
  const { body } = await getEntry(act.db, id);
  if (body === null)
    throw new AppError("wrong_state", "Its body was forgotten after 30 days. Let the source send it again.");
  await reopen(act, [id], { action: "inbox.replay", subject: id, claimed: id });
  await handleAgain(place, id);
}

/** A slice of what is replayed: where it began and ended. */
export interface Slice extends InboxFilter {
  ids: string[];
}

/** Handles the next of those that a filter means anew, the oldest first; each is tried once. Gives which they were. */
export async function replaySlice(
  act: Act,
  place: Place,
  { after, ...filter }: InboxFilter & { after: string },
): Promise<string> {
  const rows = await act.db
    .select({ id: inbox.id })
    .from(inbox)
    .where(behind(filter, after))
    .orderBy(asc(inbox.id))
    .limit(A_SLICE);
  const slice: Slice = { ...filter, ids: rows.map(({ id }) => id) };
  const claimed = JSON.stringify(slice);
  await reopen(act, slice.ids, { action: "inbox.replay", subject: filter.source ?? "", claimed });
  // What fails by our own fault is noted, and tried again by cron.
  for (const id of slice.ids) await handleAgain(place, id).catch(() => {});
  return claimed;
}

/** What became of a slice, and how many are behind it. */
export async function sliceOutcome(db: Database, { ids, ...filter }: Slice) {
  const last = ids.at(-1) ?? "";
  const [items, [behindIt]] = await db.batch([
    db
      .select({ id: inbox.id, outcome: inbox.outcome, why: inbox.why })
      .from(inbox)
      .where(sql`${inbox.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
    db
      .select({ left: sql<number>`count(*)`.as("left_over") })
      .from(inbox)
      .where(behind(filter, last)),
  ]);
  return { items, last, left: behindIt?.left ?? 0 };
}

function behind(filter: InboxFilter, after: string) {
  return and(isMeant(filter), sql`${inbox.id} > ${after} AND ${inbox.body} IS NOT NULL`);
}

async function reopen(
  act: Act,
  ids: string[],
  { action, subject, claimed }: { action: string; subject: string; claimed: string },
): Promise<void> {
  const among = sql`${inbox.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  await act.db.batch([
    auditEntry(act, { action, subject, detail: { deliveries: ids.length } }),
    act.db
      .update(inbox)
      .set({ outcome: "pending", dueAt: act.now + PATIENCE_MS })
      .where(and(among, inArray(inbox.outcome, [...REPLAYABLE]))),
    ...claimKey(act, claimed),
  ]);
}

/** Handles a delivery that is open. Throws where it is our own fault. */
export async function handleAgain(place: Place, id: string): Promise<void> {
  const entry = await getEntry(place.db, id);
  if (entry.outcome !== "pending") return;
  const source = await findSource(place.db, entry.source);
  if (source) await handleDelivery(place, source, entry);
  else
    await place.db
      .update(inbox)
      .set({ outcome: "failed", why: "Its source was deleted.", handledAt: place.now, dueAt: null })
      .where(eq(inbox.id, id));
}
