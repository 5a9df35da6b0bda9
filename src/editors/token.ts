import type { Role } from "../http/actor.ts";
import { newId } from "../http/ids.ts";
import { base64url, sha256 } from "../http/secrets.ts";

const PREFIX = "dl_";
const SECRET_BYTES = 32;
const SECRET_CHARS = 43;
const CHECKSUM_CHARS = 8;

/** A new token: "dl_", 32 random bytes, and a checksum by which a typing error is told without asking D1. */
export async function newToken(): Promise<string> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  return `${PREFIX}${secret}${await checksum(secret)}`;
}

/** True where prefix, length and checksum fit. It says nothing about whether the token is known. */
export async function looksLikeToken(text: string): Promise<boolean> {
  if (!text.startsWith(PREFIX) || text.length !== PREFIX.length + SECRET_CHARS + CHECKSUM_CHARS) return false;
  const secret = text.slice(PREFIX.length, PREFIX.length + SECRET_CHARS);
  return text.endsWith(await checksum(secret));
}

/** Whom a token is for. */
export interface Holder {
  name: string;
  role: Role;
  /** Milliseconds; null: never. */
  expiresAt: number | null;
}

/** A new token of a holder, and the row that is kept of it: its hash. `now` in milliseconds. */
export async function issueToken({ name, role, expiresAt }: Holder, now: number) {
  const secret = await newToken();
  return {
    secret,
    row: { id: newId(now), name, role, hash: await sha256(secret), createdAt: now, expiresAt },
  };
}

async function checksum(secret: string): Promise<string> {
  return (await sha256(`dateline token ${secret}`)).slice(0, CHECKSUM_CHARS);
}
