import { integer, real, sqliteTable } from "drizzle-orm/sqlite-core";

/** One row: how many purge calls the platform would take now, as a bucket that fills by itself. */
export const purgeBudget = sqliteTable("purge_budget", {
  /** Always 1. */
  id: integer().primaryKey(),
  /** Calls left at `at`. */
  level: real().notNull(),
  at: integer().notNull(),
  /** When the last call was granted. */
  calledAt: integer("called_at").notNull(),
  /** What became of the last request for a call: 1 granted, 0 not. */
  isGranted: integer("is_granted").notNull(),
});
