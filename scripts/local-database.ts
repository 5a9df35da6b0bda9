import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { migrate, NotMigrated, type Place, query } from "./database.ts";
import { ROOT } from "./run.ts";

/** The id of the token with which the demo is loaded: its row stands for a demo that is not all there yet. */
export const DEMO_TOKEN = "demo";

/** Where wrangler keeps local data unless told otherwise. */
const STATE_DIRECTORY = ".wrangler/state";

const STATE = `SELECT
  (SELECT group_concat(name) FROM d1_migrations) AS migrations,
  (SELECT count(*) FROM articles) + (SELECT count(*) FROM sections) AS things,
  (SELECT count(*) FROM tokens WHERE id = '${DEMO_TOKEN}') AS half_demo,
  (SELECT json_extract(settings, '$.url') FROM site) AS url`;

export interface SiteState {
  /** Neither articles nor sections, or a demo whose loading was interrupted. */
  needsDemo: boolean;
  /** Its stored origin; null where nobody changed the settings yet. */
  url: string | null;
}

/** Applies the migrations that are due, and tells what the site holds. */
export async function openLocalDatabase(place: Place): Promise<SiteState> {
  const row = await readState(place);
  const applied = String(row?.migrations ?? "").split(",");
  const files = (await readdir(join(ROOT, "migrations"))).filter((name) => name.endsWith(".sql"));
  if (!files.every((name) => applied.includes(name))) await migrate(place);
  if (!row) return { needsDemo: true, url: null };
  return {
    needsDemo: row.things === 0 || row.half_demo !== 0,
    url: row.url === null ? null : String(row.url),
  };
}

/** Undefined: a new database. Where there is not even a directory, nobody has to be asked. */
async function readState(place: Place) {
  if (!existsSync(resolve(ROOT, place.persistTo ?? STATE_DIRECTORY))) return undefined;
  try {
    const [row] = await query(place, STATE);
    return row;
  } catch (error) {
    if (error instanceof NotMigrated) return undefined;
    throw error;
  }
}
