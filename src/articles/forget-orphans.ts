import { lt } from "drizzle-orm";
import type { Database } from "../db.ts";
import { orphans } from "./schema.ts";

const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/** Deletes refused edits that nobody came back for in 30 days. */
export async function forgetOrphans(db: Database, now: number): Promise<void> {
  await db.delete(orphans).where(lt(orphans.createdAt, now - KEPT_MS));
}
