import { wrangler } from "./run.ts";

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
  const { code, stdout, stderr } = await wrangler(
    "d1",
    "execute",
    "DB",
    ...flags(place),
    "--yes",
    "--json",
    "--command",
    sql,
  );
  const answer = parseAnswer(stdout);
  if (code === 0 && Array.isArray(answer)) return answer[0]?.results ?? [];
  const reason =
    (Array.isArray(answer) ? undefined : answer?.error?.text) ?? (stderr.trim() || stdout.trim());
  throw /no such table/.test(reason) ? new NotMigrated(reason) : new Error(`The database refused: ${reason}`);
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
