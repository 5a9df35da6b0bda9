import { decoded } from "./decode-text.ts";
import type { Inscribed } from "./inscriptions.ts";

/** Tags of the first IFD (CIPA DC-008 §4.6.5), each a text. */
const TAGS: Record<number, keyof Inscribed> = { 270: "caption", 315: "credit", 33432: "licence" };
const ASCII = 2;
const UTF8 = 129;
const ENTRY_BYTES = 12;
const INLINE_BYTES = 4;
/** Nobody writes more into a caption. */
const MAX_BYTES = 8_000;
const PREFIX = "Exif\0\0";

/** Description, artist and copyright of an Exif structure; nothing of any other part of it, so no place. */
export function readExif(bytes: Uint8Array): Inscribed {
  const hasPrefix = String.fromCharCode(...bytes.subarray(0, PREFIX.length)) === PREFIX;
  const tiff = hasPrefix ? bytes.subarray(PREFIX.length) : bytes;
  const order = String.fromCharCode(...tiff.subarray(0, 4));
  const isLittle = order === "II*\0";
  if (!isLittle && order !== "MM\0*") return {};
  try {
    return readEntries(tiff, new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength), isLittle);
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

/** Throws RangeError where the structure points out of itself. */
function readEntries(tiff: Uint8Array, view: DataView, isLittle: boolean): Inscribed {
  const first = view.getUint32(4, isLittle);
  const count = view.getUint16(first, isLittle);
  const found: Inscribed = {};
  for (let n = 0; n < count; n++) {
    const entry = first + 2 + n * ENTRY_BYTES;
    const name = TAGS[view.getUint16(entry, isLittle)];
    const type = view.getUint16(entry + 2, isLittle);
    if (name === undefined || (type !== ASCII && type !== UTF8)) continue;
    const length = view.getUint32(entry + 4, isLittle);
    const at = length <= INLINE_BYTES ? entry + 8 : view.getUint32(entry + 8, isLittle);
    if (at + length > tiff.length) continue;
    found[name] ??= decoded(tiff.subarray(at, at + Math.min(length, MAX_BYTES)));
  }
  return found;
}
