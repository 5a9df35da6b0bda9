import { eq } from "drizzle-orm";
import type { Database } from "../db.ts";
import { sha256 } from "../http/secrets.ts";
import { commenters } from "./schema.ts";

/** Crockford's base 32: no letter that could be taken for another sign. Five bits each. */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 140 bits. */
const LENGTH = 28;
const GROUP = /.{4}(?=.)/g;
/** What is read for what it looks like. */
const LOOKALIKES: Record<string, string> = { O: "0", I: "1", L: "1" };

/** SHA-256 of a code as it is typed: in small letters, with or without hyphens; undefined where it can't be one. */
export async function codeHash(typed: string): Promise<string | undefined> {
  const signs = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replace(/[OIL]/g, (sign) => LOOKALIKES[sign] ?? sign);
  const isOne = signs.length === LENGTH && [...signs].every((sign) => SIGNS.includes(sign));
  return isOne ? await sha256(signs) : undefined;
}

/**
 * Makes the code that moves a commenter to another browser; one that was made before is void. It is kept hashed, so it can
 * be shown only now. Undefined where nobody holds this secret any more.
 */
export async function makeRecoveryCode(db: Database, secretHash: string): Promise<string | undefined> {
  const bytes = [...crypto.getRandomValues(new Uint8Array(LENGTH))];
  const signs = bytes.map((byte) => SIGNS[byte % SIGNS.length]).join("");
  const held = await db
    .update(commenters)
    .set({ recoveryHash: await sha256(signs) })
    .where(eq(commenters.secretHash, secretHash))
    .returning({ id: commenters.id });
  return held.length === 1 ? signs.replace(GROUP, "$&-") : undefined;
}
