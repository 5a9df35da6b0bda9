const encoder = new TextEncoder();

/**
 * Whether one of the secrets signed these bytes with this HMAC. Each secret is tried, and WebCrypto compares in constant
 * time: neither tells by its time how near a guess was. An empty secret signs nothing.
 */
export async function isSignedBy(
  hash: "SHA-1" | "SHA-256",
  { secrets, bytes, signature }: { secrets: readonly string[]; bytes: BufferSource; signature: string },
): Promise<boolean> {
  const given = fromHex(signature);
  const usable = secrets.filter((secret) => secret !== "");
  const checks = await Promise.all(
    usable.map(async (secret) => {
      const raw = encoder.encode(secret);
      const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash }, false, ["verify"]);
      return await crypto.subtle.verify("HMAC", key, given, bytes);
    }),
  );
  return checks.includes(true);
}

/** The bytes of pairs of hexadecimal digits. */
function fromHex(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
