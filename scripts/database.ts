import { setTimeout as delay } from "node:timers/promises";
import { wrangler } from "./run.ts";

/** A running site may hold the local file for a moment. */
const ATTEMPTS = 8;
const BUSY_PAUSE_MS = 1_000;

/** Which D1 is meant: the deployed one, or the local one in a directory (wrangler's own where none is named). */
export interface Place {
  isRemote: boolean;
  persistTo?: string | undefined;
}

export type Row = Record<string, string | number | null>;

/** Where the database lacks a table: it has not been migrated. */
export class NotMigrated extends Error {}

/** Runs SQL and gives the rows of its first statement. Throws `NotMigrated`, or an Error with wrangler's words. */
export async function query(place: Place, sql: string): Promise<Row[]> {
  for (let attempt = 1; ; attempt++) {
    const { rows, reason } = await execute(place, sql);
    if (rows) return rows;
    if (/no such table/.test(reason)) throw new NotMigrated(reason);
    if (attempt === ATTEMPTS || !/SQLITE_BUSY/.test(reason))
      throw new Error(`The database refused: ${reason}`);
    await delay(Math.random() * BUSY_PAUSE_MS);
  }
}

async function execute(place: Place, sql: string): Promise<{ rows?: Row[]; reason: string }> {
  const args = [...flags(place), "--yes", "--json", "--command", sql];
  const { code, stdout, stderr } = await wrangler("d1", "execute", "DB", ...args);
  const answer = parseAnswer(stdout);
  const reason = stderr.trim() || stdout.trim();
  if (!Array.isArray(answer)) return { reason: answer?.error?.text ?? reason };
  return code === 0 ? { rows: answer[0]?.results ?? [], reason } : { reason };
}

type Answer = { results: Row[] }[] | { error?: { text?: string } };

/** Wrangler may print lines of its own around the JSON. */
function parseAnswer(stdout: string): Answer | undefined {
  const [json] = /^[[{][\s\S]*^[\]}]/m.exec(stdout) ?? [];
  try {
    return json === undefined ? undefined : (JSON.parse(json) as Answer);
  } catch {
    return undefined;
  }
}

/** Applies the migrations that are due. Throws with wrangler's words. */
export async function migrate(place: Place): Promise<void> {
  const { code, stdout, stderr } = await wrangler("d1", "migrations", "apply", "DB", ...flags(place));
  if (code !== 0) throw new Error(`The migrations could not be applied: ${stderr.trim() || stdout.trim()}`);
}

function flags({ isRemote, persistTo }: Place): string[] {
  if (isRemote) return ["--remote"];
  return persistTo === undefined ? ["--local"] : ["--local", "--persist-to", persistTo];
}

/** A value as an SQL literal. */
export function literal(value: string | number | null): string {
  if (value === null) return "NULL";
  return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
