import { type Holder, issueToken } from "../src/editors/token.ts";
import { literal, type Place, query } from "./database.ts";

/** Makes a token and stores its hash; the token itself is only in the answer. A row with the `id`, if one is given, is replaced. */
export async function mintToken(place: Place, { id, ...holder }: Holder & { id?: string }): Promise<string> {
  const { secret, row } = await issueToken(holder, Date.now());
  const values = [id ?? row.id, row.name, row.role, row.hash, row.createdAt, row.expiresAt].map(literal);
  const columns = "id, name, role, hash, created_at, expires_at";
  await query(place, `INSERT OR REPLACE INTO tokens (${columns}) VALUES (${values.join(", ")})`);
  return secret;
}

/** Removes tokens by their ids. */
export async function dropTokens(place: Place, ids: readonly string[]): Promise<void> {
  await query(place, `DELETE FROM tokens WHERE id IN (${ids.map(literal).join(", ")})`);
}
