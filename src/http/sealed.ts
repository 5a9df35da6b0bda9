import type { Env } from "../env.ts";
import { base64url, fromBase64url, keyMaterial } from "./secrets.ts";

const IV_BYTES = 12;
const KEY_ID_BYTES = 6;
const encoder = new TextEncoder();

/** What was sealed can't be opened: another key sealed it, or it was changed. */
export class Unopenable extends Error {}

/**
 * A secret as D1 may hold it: "<id of the key>.<initialisation vector and ciphertext>", AES-256-GCM (NIST SP 800-38D)
 * under a key of DATELINE_KEY.
 */
export async function seal(env: Env, text: string): Promise<string> {
  const { id, key } = await sealingKey(keyMaterial(env));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(cipher(iv, id), key, encoder.encode(text));
  return `${id}.${base64url(Uint8Array.of(...iv, ...new Uint8Array(sealed)))}`;
}

/** What `seal` sealed, under DATELINE_KEY or DATELINE_KEY_BEFORE, the one that it had before. Throws `Unopenable`. */
export async function unseal(env: Env, sealed: string): Promise<string> {
  const [id = "", text = ""] = sealed.split(".");
  const bytes = fromBase64url(text);
  const sealing = await keyNamed(env, id);
  if (!bytes || !sealing) throw new Unopenable("It was sealed under another DATELINE_KEY, or it is broken");
  const iv = bytes.subarray(0, IV_BYTES);
  try {
    const opened = await crypto.subtle.decrypt(cipher(iv, id), sealing.key, bytes.subarray(IV_BYTES));
    return new TextDecoder().decode(opened);
  } catch {
    throw new Unopenable("What was sealed has been changed");
  }
}

/** What stands in front of what DATELINE_KEY_BEFORE sealed; undefined where there is no other key before this one. */
export async function idOfKeyBefore(env: Env): Promise<string | undefined> {
  const { DATELINE_KEY_BEFORE: before } = env;
  if (!before || before === keyMaterial(env)) return undefined;
  return (await sealingKey(before)).id;
}

function cipher(iv: Uint8Array<ArrayBuffer>, id: string) {
  return { name: "AES-GCM", iv, additionalData: encoder.encode(id) };
}

async function keyNamed(env: Env, id: string) {
  const { DATELINE_KEY_BEFORE: before } = env;
  const known = await Promise.all([keyMaterial(env), ...(before ? [before] : [])].map(sealingKey));
  return known.find((sealing) => sealing.id === id);
}

/** Key and id of it, both derived by HKDF (RFC 5869): the id tells nothing of the key. */
async function sealingKey(material: string) {
  const base = await crypto.subtle.importKey("raw", encoder.encode(material), "HKDF", false, [
    "deriveBits",
    "deriveKey",
  ]);
  const derive = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: encoder.encode(`dateline ${info}`),
  });
  const [id, key] = await Promise.all([
    crypto.subtle.deriveBits(derive("id of the sealing key"), base, KEY_ID_BYTES * 8),
    crypto.subtle.deriveKey(derive("sealing key"), base, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]),
  ]);
  return { id: base64url(new Uint8Array(id)), key };
}
