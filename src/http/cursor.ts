import * as z from "zod";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import { base64url, fromBase64url, hmac, hmacMatches } from "./secrets.ts";

/** Where a list goes on: the sort key and the id of the last row shown. */
export interface Position {
  at: number;
  id: string;
}

const SIGNATURE_BYTES = 16;
/** A slug or path of 80 characters may have four bytes each. */
const MAX_CHARS = 600;

/** A signed cursor, opaque to clients. `list` names the list, so that a cursor fits no other one. */
export async function writeCursor(env: Env, list: string, position: Position): Promise<string> {
  const payload = Uint8Array.from(new TextEncoder().encode(`${position.at}.${position.id}`));
  const signature = (await hmac(env, purposeOf(list), payload)).slice(0, SIGNATURE_BYTES);
  return `${base64url(payload)}.${base64url(signature)}`;
}

/** The position in a cursor. Throws 400 `bad_cursor` where it is broken, forged or another list's. */
export async function readCursor(env: Env, list: string, cursor: string): Promise<Position> {
  const refused = new AppError(
    "bad_cursor",
    "This cursor is not one of this list's. Start again without it.",
  );
  if (cursor.length > MAX_CHARS) throw refused;
  const parts = cursor.split(".");
  const [payload, signature] = parts.map((part) => fromBase64url(part));
  if (parts.length !== 2 || !payload || signature?.byteLength !== SIGNATURE_BYTES) throw refused;
  if (!(await hmacMatches(env, purposeOf(list), payload, signature))) throw refused;
  const [at = "", ...id] = new TextDecoder().decode(payload).split(".");
  return { at: Number(at), id: id.join(".") };
}

function purposeOf(list: string): string {
  return `cursor:${list}`;
}

/** The parameters of every list. */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
};

interface ReadPage<T> {
  /** `limit + 1` where there are more. */
  rows: T[];
  limit: number;
  positionOf: (row: T) => Position;
  /** Leaves rows out that were read on the way: the page is shorter then, and goes on behind the last one looked at. */
  isShown?: (row: T) => boolean;
}

/** One page of a list, cut from the rows that were read. */
export async function listPage<T>(
  env: Env,
  list: string,
  { rows, limit, positionOf, isShown = () => true }: ReadPage<T>,
): Promise<{ items: T[]; nextCursor: string | null }> {
  const looked = rows.slice(0, limit);
  const last = looked.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  const nextCursor = isMore ? await writeCursor(env, list, positionOf(last)) : null;
  return { items: looked.filter(isShown), nextCursor };
}
