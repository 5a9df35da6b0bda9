import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { AppError } from "../../errors.ts";
import { rfc3339 } from "../../http/respond.ts";
import { inbox } from "../inbound-schema.ts";
import type { Entry, Outcome } from "./deliveries.ts";

const { body: _, ...columns } = getTableColumns(inbox);
const listed = { ...columns, bytes: sql<number | null>`length(body)`.as("bytes") };
/** Ids begin with a digit or a letter below it. */
const NEWEST = "~";

export type ListedEntry = Omit<Entry, "body"> & { bytes: number | null };

export interface InboxFilter {
  source?: string | undefined;
  outcome?: Outcome | undefined;
}

/** Which deliveries a filter means. */
export function isMeant({ source, outcome }: InboxFilter) {
  return and(
    source === undefined ? undefined : eq(inbox.source, source),
    outcome === undefined ? undefined : eq(inbox.outcome, outcome),
  );
}

interface Part extends InboxFilter {
  limit: number;
  before?: string | undefined;
}

/** Deliveries, newest first, without their bodies; `limit + 1` rows where there are more. */
export async function listEntries(
  db: Database,
  { limit, before = NEWEST, ...filter }: Part,
): Promise<ListedEntry[]> {
  return await db
    .select(listed)
    .from(inbox)
    .where(and(isMeant(filter), sql`${inbox.id} < ${before}`))
    .orderBy(desc(inbox.id))
    .limit(limit + 1);
}

/** One delivery with its body. Throws 404. */
export async function getEntry(db: Database, id: string): Promise<Entry> {
  const entry = await db.select().from(inbox).where(eq(inbox.id, id)).get();
  if (!entry) throw new AppError("not_found", `There is no delivery "${id}".`);
  return entry;
}

/** A delivery as lists show it. */
export function entryJson(entry: ListedEntry) {
  const { id, source, digest, outcome, why, externalId, version, article, failures, bytes } = entry;
  return {
    id,
    source,
    deliveryId: entry.delivery,
    digest,
    outcome,
    why,
    externalId,
    version,
    article,
    failures,
    bytes,
    receivedAt: rfc3339(entry.receivedAt),
    handledAt: rfc3339(entry.handledAt),
  };
}

/** A delivery with all that came. */
export function wholeEntryJson({ body, headers, ...entry }: Entry) {
  const listedEntry = { ...entry, headers, bytes: body?.byteLength ?? null };
  return {
    ...entryJson(listedEntry),
    headers: JSON.parse(headers) as Record<string, string>,
    body:
      body === null
        ? null
        : new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(new Uint8Array(body)),
  };
}
