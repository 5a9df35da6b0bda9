const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
const western = new TextDecoder("windows-1252");

/** Text of metadata that don't say how they are encoded: UTF-8 where it is valid, else what most programs wrote. */
export function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}
