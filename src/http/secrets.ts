import type { Env } from "../env.ts";

const DEVELOPMENT_KEY = "dateline-development-key-not-for-production";
const encoder = new TextEncoder();

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The bytes of a base64url text; undefined where it is none, or not written the one way in which we write it. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
      c.charCodeAt(0),
    );
    return base64url(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256 of a text, hexadecimal: how tokens are stored. */
export async function sha256(text: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `bytes` random bytes as base64url: 32 give 43 characters. */
export function randomSecret(bytes = 32): string {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** HMAC-SHA256 under any text as key. */
export async function keyedHash(key: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await importKey(key);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, encoder.encode(text)));
}

/** HMAC-SHA256 under the site's key; `purpose` keeps the uses apart. */
export async function hmac(
  env: Env,
  purpose: string,
  data: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", await siteKey(env, purpose), data));
}

/** Checks the first bytes of an HMAC; both sides are hashed again, so the time taken tells nothing. */
export async function hmacMatches(
  env: Env,
  purpose: string,
  data: Uint8Array<ArrayBuffer>,
  given: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const expected = (await hmac(env, purpose, data)).slice(0, given.byteLength);
  const [a, b] = await Promise.all([
    crypto.subtle.digest("SHA-256", expected),
    crypto.subtle.digest("SHA-256", given),
  ]);
  return crypto.subtle.timingSafeEqual(a, b);
}

/** What the site's keys are made of. */
export function keyMaterial({ DATELINE_KEY }: Env): string {
  return DATELINE_KEY ?? DEVELOPMENT_KEY;
}

function siteKey(env: Env, purpose: string): Promise<CryptoKey> {
  return importKey(`${keyMaterial(env)}:${purpose}`);
}

function importKey(key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", encoder.encode(key), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
}
