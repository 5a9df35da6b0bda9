import { sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Database } from "../../db.ts";
import { deliveries, webhooks } from "../out-schema.ts";
import type { Receiver } from "./claim.ts";

/** Somebody for whom something waits, and since or until when the first of it is due: milliseconds. */
export type Waiting = Receiver & { dueAt: number };

/** The statement that reads for whom something waits; `dueAt` is null where nothing does. */
export function receiversWaiting(db: Database) {
  const dueOf = (kind: Receiver["kind"], webhook = sql`NULL`) => ({
    kind: sql<Receiver["kind"]>`${kind}`.as("kind"),
    webhook: sql<string | null>`${webhook}`.as("webhook"),
    dueAt: sql<number | null>`(SELECT min(due_at) FROM ${deliveries}
      WHERE kind = ${kind} AND webhook IS ${webhook} AND due_at IS NOT NULL)`.as("due_at"),
  });
  const ping = (kind: Receiver["kind"]) => db.select(dueOf(kind)).from(sql`(SELECT 1)`);
  return unionAll(
    db.select(dueOf("webhook", sql`receivers.id`)).from(sql`${webhooks} receivers`),
    ping("websub"),
    ping("indexnow"),
  );
}
