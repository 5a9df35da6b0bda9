/** A text whose characters are bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** The bytes of a text in UTF-8, as a text of bytes. */
export function utf8(text: string): string {
  return textOf(new TextEncoder().encode(text));
}

/** A number of `size` bytes, big endian. */
export function uint(value: number, size: number): string {
  return Array.from({ length: size }, (_, n) =>
    String.fromCharCode((value >>> (8 * (size - 1 - n))) & 255),
  ).join("");
}
