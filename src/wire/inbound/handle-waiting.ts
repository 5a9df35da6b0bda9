import { asc, sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { newId } from "../../http/ids.ts";
import { inbox } from "../inbound-schema.ts";
import type { Place } from "./handle-delivery.ts";
import { handleAgain } from "./replay.ts";

const HANDLED_A_RUN = 10;

interface Waiting extends Omit<Place, "requestId" | "site"> {
  db: Database;
  /** Read only where anything waits. */
  site: () => Promise<Place["site"]>;
}

/** Handles what was stored and not handled: its request was cut off, or failed by our own fault. The longest due first. */
export async function handleWaiting({ site: readSite, ...place }: Waiting): Promise<void> {
  const { db, now } = place;
  const due = await db
    .select({ id: inbox.id })
    .from(inbox)
    .where(sql`due_at <= ${now}`)
    .orderBy(asc(inbox.dueAt))
    .limit(HANDLED_A_RUN);
  if (due.length === 0) return;
  const site = await readSite();
  for (const { id } of due) {
    const requestId = newId(now);
    await handleAgain({ ...place, site, requestId }, id).catch((error: unknown) => noted(requestId, error));
  }
}

function noted(requestId: string, error: unknown): void {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  console.error(
    JSON.stringify({ level: "error", message: "delivery not handled", requestId, error: String(cause) }),
  );
}
