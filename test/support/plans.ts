import { env } from "cloudflare:workers";
import { Primary } from "../../src/db.ts";

const statements = new Set<string>();
const explained = new Set<string>();
let isWatching = false;

export interface Meter {
  /** Round trips to D1. */
  trips: number;
  statements: string[];
  rowsRead: number;
}
let meter: Meter | undefined;

/** Notes every statement of the site; what tests ask by themselves does not go its way. */
export function watchStatements(): void {
  if (isWatching) return;
  isWatching = true;
  watch(Primary.prototype);
  watchSingles(Object.getPrototypeOf(env.DB.prepare("SELECT 1")) as D1PreparedStatement);
}

function watch(prototype: Primary): void {
  const { prepare, batch } = prototype;
  prototype.prepare = function (sql) {
    statements.add(sql);
    meter?.statements.push(sql);
    return prepare.call(this, sql);
  };
  prototype.batch = async function <T>(list: D1PreparedStatement[]) {
    if (meter) meter.trips++;
    const results = (await batch.call(this, list)) as D1Result<T>[];
    if (meter) for (const { meta } of results) meter.rowsRead += meta.rows_read;
    return results;
  };
}

/** Statements run by themselves: each is a round trip. `raw` has no meta, so a question is asked twice for its rows. */
function watchSingles(prototype: D1PreparedStatement): void {
  const { all } = prototype;
  for (const method of ["all", "first", "run", "raw"] as const) {
    const original = prototype[method] as (...args: unknown[]) => Promise<unknown>;
    Object.assign(prototype, {
      async [method](this: D1PreparedStatement & { statement: string }, ...args: unknown[]) {
        if (!meter) return await original.apply(this, args);
        meter.trips++;
        const own = meter;
        if (/^\s*(select|with)\b/i.test(this.statement))
          own.rowsRead += (await all.call(this)).meta.rows_read;
        return await original.apply(this, args);
      },
    });
  }
}

/** What `work` cost: round trips, statements, and the rows that D1 says it read. */
export async function measured<T>(work: () => Promise<T>): Promise<Meter & { result: T }> {
  const own: Meter = { trips: 0, statements: [], rowsRead: 0 };
  meter = own;
  try {
    const result = await work();
    return { ...own, result };
  } finally {
    meter = undefined;
  }
}

/** Scans that are right: a table of one row, JSON that we made, a list of sections of a handful. */
const ALLOWED_SCANS = [
  /^SCAN site$/,
  /^SCAN json_each (EXISTS )?VIRTUAL TABLE/,
  /^SCAN (\w+ )?CONSTANT ROW/,
  /^SCAN (sections|always|\(subquery-\d+\))$/,
  /^SCAN sections USING (COVERING )?INDEX/,
  /^SCAN d1_migrations/,
  /^SCAN front$/,
  // What the front page picked: one list of ids a part, each with a limit.
  /^SCAN (c|curated|chosen|filling|briefs|above|picked)$/,
  // The threads of one page of a discussion.
  /^SCAN page$/,
  // The tokens of a newsroom, until the first that is another publisher's.
  /^SCAN publishers$/,
  // The redirects behind one another: ten at most.
  /^SCAN chain$/,
  // The sources and webhooks of a newsroom: a handful.
  /^SCAN (sources|webhooks)$/,
  /^SCAN receivers( USING COVERING INDEX \w+)?$/,
  // FTS5: one row by its id (=), or the rows of a MATCH (M), which its readers bound.
  /^SCAN \w+ VIRTUAL TABLE INDEX \d+:(=|M)/,
];
/** What a search reads again and puts in order: the newest of what it found, at most 200 of a reader's and 500 of an editor's. */
const SEARCH = /\bhits AS MATERIALIZED\b/;
const ALLOWED_IN_SEARCH = [/^SCAN (hits|span|top)$/, /^USE TEMP B-TREE FOR ORDER BY$/];
/** The last 200 decisions, put in order by how long they took: once for each decision. */
const WAIT = /\bcume_dist\(\) OVER\b/;
const ALLOWED_IN_WAIT = [
  /^SCAN decisions USING INDEX decisions_after_a_wait$/,
  /^USE TEMP B-TREE FOR ORDER BY$/,
  /^SCAN \(subquery-\d+\)$/,
];
/** A newest or last row found by walking an index from its end. */
const ALLOWED_WALKS = [
  /^SCAN events USING INDEX events_of_paper$/,
  // Hold only what waits.
  /^SCAN events USING (COVERING )?INDEX events_to_(purge|keep|fan)$/,
  /^SCAN articles USING INDEX articles_changed$/,
  /^SCAN comments USING INDEX comments_newest$/,
  /^SCAN media USING INDEX media_newest$/,
  /^SCAN tokens USING INDEX tokens_newest$/,
  /^SCAN webhooks USING INDEX webhooks_newest$/,
  // Hold only what waits, and newest first what 30 days have left.
  /^SCAN deliveries USING (COVERING )?INDEX (deliveries_due|sqlite_autoindex_deliveries_1)$/,
  // Holds only what is stale.
  /^SCAN search_docs USING INDEX search_docs_stale$/,
  /^SCAN corrections USING INDEX corrections_newest$/,
];

const IGNORED =
  /^\s*(EXPLAIN|PRAGMA|DROP|SELECT 1$)|\bCREATE (TABLE|INDEX|UNIQUE|TRIGGER|VIRTUAL)|sqlite_master|_cf_|d1_migrations/i;

/** What the plans of the statements run so far do that they may not: "detail: statement". */
export async function planComplaints(): Promise<string[]> {
  const complaints: string[] = [];
  for (const sql of statements) {
    if (explained.has(sql) || IGNORED.test(sql)) continue;
    explained.add(sql);
    for (const detail of await planOf(sql))
      if (isBad(detail) && !isItsOwn(sql, detail)) complaints.push(`${detail}: ${sql.replace(/\s+/g, " ")}`);
  }
  return complaints;
}

async function planOf(sql: string): Promise<string[]> {
  const parameters = sql.match(/\?/g)?.length ?? 0;
  const statement = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const { results } = await statement.bind(...Array(parameters).fill(null)).all<{ detail: string }>();
  return results.map((row) => row.detail);
}

/** What a statement may do that others may not, since it bounds what it puts in order. */
function isItsOwn(sql: string, detail: string): boolean {
  const isOne = (allowed: RegExp) => allowed.test(detail);
  return (
    (SEARCH.test(sql) && ALLOWED_IN_SEARCH.some(isOne)) || (WAIT.test(sql) && ALLOWED_IN_WAIT.some(isOne))
  );
}

function isBad(detail: string): boolean {
  if (detail.includes("USE TEMP B-TREE")) return true;
  return (
    detail.startsWith("SCAN ") &&
    ![...ALLOWED_SCANS, ...ALLOWED_WALKS].some((allowed) => allowed.test(detail))
  );
}
