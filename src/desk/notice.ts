import type { Env } from "../env.ts";
import { base64url, fromBase64url, hmac, hmacMatches } from "../http/secrets.ts";

export const DEEDS = ["publish", "decline", "remove", "undo", "standing", "openness"] as const;

/** What a moderator just did, and to which comments: by that it can be taken back. */
export interface Notice {
  what: (typeof DEEDS)[number];
  ids: string[];
}

const SIGNATURE_BYTES = 16;
const purposeOf = (moderator: string) => `desk-notice:${moderator}`;

/**
 * A notice for the address of the page that follows: signed for one moderator, since a button that takes decisions back
 * stands beside it and a link from elsewhere must not choose which.
 */
export async function writeNotice(env: Env, moderator: string, { what, ids }: Notice): Promise<string> {
  const payload = Uint8Array.from(new TextEncoder().encode([what, ...ids].join(" ")));
  const signature = (await hmac(env, purposeOf(moderator), payload)).slice(0, SIGNATURE_BYTES);
  return `${base64url(payload)}.${base64url(signature)}`;
}

/** The notice; undefined where it is none, or another one's. */
export async function readNotice(
  env: Env,
  moderator: string,
  text: string | undefined,
): Promise<Notice | undefined> {
  const [payload, signature] = (text ?? "").split(".").map((part) => fromBase64url(part));
  if (!payload || signature?.byteLength !== SIGNATURE_BYTES) return undefined;
  if (!(await hmacMatches(env, purposeOf(moderator), payload, signature))) return undefined;
  const [word, ...ids] = new TextDecoder().decode(payload).split(" ");
  const what = DEEDS.find((deed) => deed === word);
  return what && { what, ids };
}
