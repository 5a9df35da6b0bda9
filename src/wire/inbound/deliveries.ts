import { Buffer } from "node:buffer";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { newId } from "../../http/ids.ts";
import { inbox } from "../inbound-schema.ts";

/** How long a delivery that was cut off is left to its sender, who will ask again. */
export const PATIENCE_MS = 60_000;

export type Entry = typeof inbox.$inferSelect;
export type Outcome = Entry["outcome"];

/** A delivery that was signed. */
export interface Taken {
  source: string;
  delivery: string;
  digest: string;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds. */
  now: number;
}

/**
 * Stores a delivery as it came; the same again finds its row. What failed before and comes with another body is to be
 * handled with that one.
 */
export async function takeIn(db: Database, taken: Taken): Promise<Entry> {
  const { source, delivery, digest, now } = taken;
  const body = Buffer.from(taken.bytes);
  const isIt = and(eq(inbox.source, source), eq(inbox.delivery, delivery));
  const [, , [entry]] = await db.batch([
    db
      .insert(inbox)
      .values({
        ...{ id: newId(now), source, delivery, digest, body, receivedAt: now, dueAt: now + PATIENCE_MS },
        headers: JSON.stringify(keptHeaders(taken.headers)),
      })
      .onConflictDoNothing(),
    db
      .update(inbox)
      .set({ digest, body })
      .where(and(isIt, eq(inbox.outcome, "failed"), sql`digest <> ${digest}`)),
    db.select().from(inbox).where(isIt),
  ]);
  if (!entry) throw new Error("D1 gave no row for the delivery it stored");
  return entry;
}

const SECRET_OR_PERSONAL =
  /auth|cookie|secret|signature|token|key|password|^cf-|^x-forwarded|^x-real-ip|^forwarded|^true-client/;
const MAX_HEADERS = 40;
const MAX_CHARS = 500;

/** What may be kept of the headers, and shown: nothing secret, and nobody's address. */
function keptHeaders(headers: Headers): Record<string, string> {
  const kept = [...headers].filter(([name]) => !SECRET_OR_PERSONAL.test(name)).slice(0, MAX_HEADERS);
  return Object.fromEntries(kept.map(([name, value]) => [name, value.slice(0, MAX_CHARS)]));
}

/** The headers with which a delivery came, as far as they are kept. */
export function headersOf({ headers }: Pick<Entry, "headers">): Headers {
  return new Headers(JSON.parse(headers) as Record<string, string>);
}

/** Whether it is still to be handled, or may be handled again. */
export function isOpen({ outcome }: Pick<Entry, "outcome">): boolean {
  return outcome === "pending" || outcome === "failed";
}

export type Ending = Pick<Entry, "outcome" | "why" | "externalId" | "version" | "article">;

/** The statement that notes what became of a delivery; nothing, and no row, where somebody else has noted it already. */
export function noteOutcome(db: Database, { id }: Pick<Entry, "id">, ending: Ending, now: number) {
  return db
    .update(inbox)
    .set({ ...ending, handledAt: now, dueAt: null })
    .where(and(eq(inbox.id, id), inArray(inbox.outcome, ["pending", "failed"])))
    .returning({ id: inbox.id });
}

/** Notes behind the answer what a delivery that was handled still lacks. */
export async function noteWhy(db: Database, id: string, why: string): Promise<void> {
  await db.update(inbox).set({ why }).where(eq(inbox.id, id));
}

const LONGEST_WAIT_MS = 6 * 60 * 60 * 1_000;

/** Notes that a delivery failed by our own fault, and is tried again: after two minutes, four, … six hours at most. */
export async function noteFault(db: Database, { id, failures }: Entry, now: number): Promise<void> {
  const wait = Math.min(PATIENCE_MS * 2 ** (failures + 1), LONGEST_WAIT_MS);
  await db
    .update(inbox)
    .set({ failures: sql`failures + 1`, dueAt: now + wait })
    .where(and(eq(inbox.id, id), eq(inbox.outcome, "pending")));
}
