import type { Inscriptions } from "./inscriptions.ts";
import { ascii, Reader, unreadable } from "./strip-walk.ts";

/** An AVIF still has three or four boxes at its top, and an item for each tile. */
const MAX_TOP_BOXES = 64;
const MAX_BOXES = 100_000;
const KEPT_AT_TOP = new Set(["ftyp", "meta", "mdat"]);
/** Before the TIFF header stands where it begins (ISO/IEC 23008-12 annex A.2.1). */
const EXIF_OFFSET_BYTES = 4;
const DROPPED_ITEMS = new Set(["Exif", "mime", "uri "]);

interface Box {
  type: string;
  payload: Uint8Array;
}

interface Location {
  id: number;
  /** 0: offsets in the file, 1: in idat, 2: in another item. */
  method: number;
  source: number;
  base: number;
  extents: { offset: number; length: number }[];
}

/**
 * A copy whose Exif and XMP items (HEIF, ISO/IEC 23008-12 annex A) are zeros; so is any box that no viewer
 * needs, such as a motion photo's video. Nothing moves, so every offset still holds.
 */
export function stripAvif(bytes: Uint8Array<ArrayBuffer>, found: Inscriptions): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  const boxes = [...boxesIn(copy, MAX_TOP_BOXES)];
  const metas = boxes.filter(({ type }) => type === "meta");
  const [meta] = metas;
  if (!meta || metas.length > 1 || boxes.some(({ type }) => type === "moov" || type === "moof"))
    throw unreadable("an AVIF still has one meta box and no film");
  for (const { type, payload } of boxes) if (!KEPT_AT_TOP.has(type)) payload.fill(0);
  const places = boxes.filter(({ type }) => type === "mdat").map(({ payload }) => payload);
  blankItems(copy, { meta: meta.payload, places, found });
  return copy;
}

/** Boxes one after the other (ISO/IEC 14496-12 §4.2). */
function* boxesIn(bytes: Uint8Array, most: number): Generator<Box> {
  const reader = new Reader(bytes);
  for (let count = 1; reader.left > 0; count++) {
    if (count > most) throw unreadable(`more than ${most} AVIF boxes in a row`);
    const size = reader.uint(4);
    const type = reader.text(4);
    if (size === 0) yield { type, payload: reader.take(reader.left) };
    else yield { type, payload: reader.take(size === 1 ? reader.uint(8) - 16 : size - 8) };
  }
}

/** Zeros the items that are metadata, wherever iloc says they lie, but only within `places` and idat. */
function blankItems(
  file: Uint8Array,
  { meta, places, found }: { meta: Uint8Array; places: Uint8Array[]; found: Inscriptions },
): void {
  const boxes = new Map([...boxesIn(meta.subarray(4), MAX_TOP_BOXES)].map((box) => [box.type, box.payload]));
  const [iinf, iloc, idat] = [boxes.get("iinf"), boxes.get("iloc"), boxes.get("idat")];
  if (!iinf || !iloc) throw unreadable("an AVIF has the boxes iinf and iloc");
  const dropped = droppedItems(iinf);
  let budget = file.length;
  for (const { id, method, source, base, extents } of locationsIn(iloc)) {
    const kind = dropped.get(id);
    if (kind === undefined) continue;
    const from = method === 0 ? file : method === 1 ? idat : undefined;
    if (!from || source !== 0) throw unreadable("AVIF metadata lie in another file or item");
    for (const { offset, length } of extents) {
      const part = from.subarray(base + offset, base + offset + length);
      budget -= length;
      const isInside = [...places, ...(idat ? [idat] : [])].some((place) => contains(place, part));
      if (length === 0 || part.length !== length || budget < 0 || !isInside)
        throw unreadable("AVIF metadata lie outside of the data");
      if (kind === "Exif") found.exif.push(part.slice(EXIF_OFFSET_BYTES));
      if (kind === "mime") found.xmp.push(part.slice());
      part.fill(0);
    }
  }
}

function contains(whole: Uint8Array, part: Uint8Array): boolean {
  const start = part.byteOffset - whole.byteOffset;
  return start >= 0 && start + part.length <= whole.length;
}

/** The numbers of the items that are metadata, with what they are (iinf and infe, ISO/IEC 14496-12 §8.11.6). */
function droppedItems(iinf: Uint8Array): Map<number, string> {
  const reader = new Reader(iinf);
  let count = reader.uint(4) >>> 24 === 0 ? reader.uint(2) : reader.uint(4);
  const dropped = new Map<number, string>();
  for (const { type, payload } of boxesIn(reader.rest, MAX_BOXES)) {
    const entry = new Reader(payload);
    const version = entry.uint(4) >>> 24;
    if (type !== "infe" || version < 2 || version > 3) throw unreadable("an AVIF item can't be understood");
    const id = entry.uint(version === 2 ? 2 : 4);
    const kind = ascii(entry.take(6).subarray(2));
    if (DROPPED_ITEMS.has(kind)) dropped.set(id, kind);
    count--;
  }
  if (count !== 0) throw unreadable("AVIF items are missing");
  return dropped;
}

/** Where each item lies (iloc, ISO/IEC 14496-12 §8.11.3). An implied length, the whole file, is refused. */
function* locationsIn(iloc: Uint8Array): Generator<Location> {
  const reader = new Reader(iloc);
  const version = reader.uint(4) >>> 24;
  const [offsetSize = 0, lengthSize = 0, baseSize = 0, indexSize = 0] = [12, 8, 4, 0].map(
    nibbles(reader.uint(2)),
  );
  if (version > 2 || lengthSize === 0) throw unreadable("the AVIF's iloc can't be understood");
  const count = reader.uint(version < 2 ? 2 : 4);
  for (let item = 0; item < count; item++) {
    const id = reader.uint(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : reader.uint(2) & 15;
    const [source, base] = [reader.uint(2), reader.uint(baseSize)];
    const extents = Array.from({ length: reader.uint(2) }, () => {
      if (version > 0) reader.take(indexSize);
      return { offset: reader.uint(offsetSize), length: reader.uint(lengthSize) };
    });
    yield { id, method, source, base, extents };
  }
}

function nibbles(word: number): (shift: number) => number {
  return (shift) => (word >> shift) & 15;
}
