import { fillPlaceholders, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";

export type Database = DrizzleD1Database & { $client: D1Database };
export type Statement = BatchItem<"sqlite">;

/** The site's own way to D1, by which what it asks can be told from what others ask (test/support/plans.ts). */
export class Primary {
  readonly #d1: D1Database;

  constructor(d1: D1Database) {
    this.#d1 = d1;
  }

  prepare(sql: string): D1PreparedStatement {
    return this.#d1.prepare(sql);
  }

  batch<T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
    return this.#d1.batch<T>(statements);
  }
}

/**
 * D1 through Drizzle, without a session, so that the primary alone is asked: what fills a cache must not come from a lagging
 * replica. (A session that begins at the primary does the same for a quarter more.)
 * In a batch every selected column needs a name of its own (D1 collapses equal ones); the tests hold that.
 */
export function openDatabase(d1: D1Database): Database {
  return drizzle(new Primary(d1) as unknown as D1Database);
}

/** What a statement of a batch gives. */
export type ResultOf<F extends (...args: never[]) => Statement> = ReturnType<F>["_"]["result"];

interface Built {
  getQuery(): { sql: string; params: unknown[] };
  mapResult(response: unknown, isFromBatch: boolean): unknown;
}

/** Statements are built on it, and never asked: it belongs to no request. */
const drawingBoard = drizzle({ prepare: () => undefined } as unknown as D1Database);

/**
 * A statement of a page that is asked for often, built once for each isolate: Drizzle takes longer to build one than to
 * read its rows. What differs from call to call are its placeholders. It can only be asked in a batch,
 * or by `ask`.
 */
export function builtOnce<V extends Record<string, unknown>, R>(
  build: (db: Database) => { readonly _: { readonly result: R }; prepare(): Built },
): (db: Database, values: V) => { readonly _: { readonly dialect: "sqlite"; readonly result: R } } {
  let built: Built | undefined;
  return (db, values) => {
    built ??= build(drawingBoard).prepare();
    const { sql, params } = built.getQuery();
    const query = { sql, params: fillPlaceholders(params, values) };
    // What Drizzle's batch asks of a statement.
    const prepared = {
      stmt: { bind: (...bound: unknown[]) => db.$client.prepare(sql).bind(...bound) },
      getQuery: () => query,
      mapResult: built.mapResult.bind(built),
    };
    return { _prepare: () => prepared } as unknown as ReturnType<ReturnType<typeof builtOnce<V, R>>>;
  };
}

/** A statement in SQL for a batch, for what Drizzle has no words for: its own `run` can't be bound there. */
export function command(db: Database, statement: SQL): Statement {
  const query = new SQLiteAsyncDialect().sqlToQuery(statement);
  const prepared = {
    stmt: { bind: (...bound: unknown[]) => db.$client.prepare(query.sql).bind(...bound) },
    getQuery: () => query,
    mapResult: () => undefined,
  };
  return { _prepare: () => prepared } as unknown as Statement;
}

interface Prepared {
  stmt: { bind(...values: unknown[]): D1PreparedStatement };
  getQuery(): { params: unknown[] };
  mapResult(response: unknown, isFromBatch: boolean): unknown;
}

/** The rows of one statement of `builtOnce` by itself: D1 gives them as they are, where a batch makes objects of them first. */
export async function ask<R>(statement: { readonly _: { readonly result: R } }): Promise<R> {
  const { stmt, getQuery, mapResult } = (statement as unknown as { _prepare(): Prepared })._prepare();
  return mapResult(await stmt.bind(...getQuery().params).raw(), false) as R;
}

/** A list of statements as `db.batch` wants it: at least one. Throws where there is none. */
export function inOrder(statements: Statement[]): [Statement, ...Statement[]] {
  const [first, ...others] = statements;
  if (!first) throw new Error("A batch needs a statement");
  return [first, ...others];
}

/** True where D1 refused a row because another one holds the same unique key; `of` is "table." or "table.column". */
export function isUniqueViolation(error: unknown, of = ""): boolean {
  return messageChain(error).includes(`UNIQUE constraint failed: ${of}`);
}

/** True where D1 refused a row because what it points to is gone. */
export function isForeignKeyViolation(error: unknown): boolean {
  return messageChain(error).includes("FOREIGN KEY constraint failed");
}

/** D1's own words, those of the network before it, and R2's: "get: We encountered an internal error. (10001)". */
const OUT_OF_REACH =
  /\bD1_(EXEC_)?ERROR|Network connection lost|storage caused object to be reset|reset because its code was updated|\b(head|get|put|delete|list): .*\(\d{5}\)/;

/** True where the database or a bucket failed, rather than refusing what was asked. */
export function isOutOfReach(error: unknown): boolean {
  const message = messageChain(error);
  return OUT_OF_REACH.test(message) && !message.includes("SQLITE_CONSTRAINT");
}

function messageChain(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return `${error.message} ${messageChain(error.cause)}`;
}
