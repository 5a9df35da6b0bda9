import { getTableName } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

export type Database = DrizzleD1Database;
export type Statement = BatchItem<"sqlite">;

/**
 * D1 through Drizzle. It asks the primary: what fills a cache must not come from a lagging replica.
 * In a batch every selected column needs a name of its own (D1 collapses equal ones); the tests hold that.
 */
export function openDatabase(d1: D1Database): Database {
  return drizzle(d1.withSession("first-primary") as unknown as D1Database);
}

/** A list of statements as `db.batch` wants it: at least one. Throws where there is none. */
export function inOrder(statements: Statement[]): [Statement, ...Statement[]] {
  const [first, ...others] = statements;
  if (!first) throw new Error("A batch needs a statement");
  return [first, ...others];
}

/** True where D1 refused a row because another one (of `table`, where one is given) holds the same unique key. */
export function isUniqueViolation(error: unknown, table?: SQLiteTable): boolean {
  const whose = table ? `: ${getTableName(table)}.` : "";
  return messageChain(error).includes(`UNIQUE constraint failed${whose}`);
}

/** True where D1 refused a row because what it points to is gone. */
export function isForeignKeyViolation(error: unknown): boolean {
  return messageChain(error).includes("FOREIGN KEY constraint failed");
}

function messageChain(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return `${error.message} ${messageChain(error.cause)}`;
}
