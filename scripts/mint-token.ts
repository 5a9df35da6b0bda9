import { newToken } from "../src/editors/token.ts";
import type { Role } from "../src/http/actor.ts";
import { newId } from "../src/http/ids.ts";
import { sha256 } from "../src/http/secrets.ts";
import { literal, type Place, query } from "./database.ts";

export interface Holder {
  /** A new one where none is given; a row with this id is replaced. */
  id?: string;
  name: string;
  role: Role;
  /** Milliseconds; null: never. */
  expiresAt: number | null;
}

/** Makes a token and stores its hash; the token itself is only in the answer. */
export async function mintToken(place: Place, { id, name, role, expiresAt }: Holder): Promise<string> {
  const now = Date.now();
  const token = await newToken();
  const values = [id ?? newId(now), name, role, await sha256(token), now, expiresAt].map(literal);
  const columns = "id, name, role, hash, created_at, expires_at";
  await query(place, `INSERT OR REPLACE INTO tokens (${columns}) VALUES (${values.join(", ")})`);
  return token;
}

/** Removes tokens by their ids. */
export async function dropTokens(place: Place, ids: readonly string[]): Promise<void> {
  await query(place, `DELETE FROM tokens WHERE id IN (${ids.map(literal).join(", ")})`);
}
