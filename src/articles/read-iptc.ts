import { AppError } from "../errors.ts";
import { decoded } from "./decode-text.ts";
import type { Inscribed } from "./inscriptions.ts";
import { Kept, Reader } from "./strip-walk.ts";

/** The image resource that holds IPTC-NAA records (Adobe Photoshop File Formats, image resource ids). */
const IPTC_RESOURCE = 0x0404;
const TAG_MARKER = 0x1c;
const APPLICATION_RECORD = 2;
/** Datasets of record 2 (IPTC-IIM 4.2, chapter 6). */
const BYLINE = 80;
const CREDIT = 110;
const COPYRIGHT = 116;
const CAPTION = 120;
const MAX_REPETITIONS = 20;

/** Caption, credit (else byline) and copyright of IPTC's records, which stand in parts of a JPEG. */
export function readIptc(parts: Uint8Array[]): Inscribed {
  const texts = new Map<number, string[]>();
  untilBroken(() => {
    for (const resource of iptcResources(joined(parts)))
      for (const [dataset, data] of datasetsIn(resource)) {
        const known = texts.get(dataset) ?? [];
        if (known.length < MAX_REPETITIONS) texts.set(dataset, [...known, decoded(data)]);
      }
  });
  const said = (dataset: number) => texts.get(dataset)?.join(", ");
  return { caption: said(CAPTION), credit: said(CREDIT) ?? said(BYLINE), licence: said(COPYRIGHT) };
}

/** One resource may go on in the next segment. */
function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Kept(parts.reduce((length, part) => length + part.length, 0));
  whole.add(...parts);
  return whole.bytes;
}

/** What could be read before the structure broke is kept. */
function untilBroken(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function* iptcResources(bytes: Uint8Array): Generator<Uint8Array> {
  const reader = new Reader(bytes);
  while (reader.left > 0 && reader.text(4) === "8BIM") {
    const id = reader.uint(2);
    const nameLength = reader.uint(1);
    reader.take(nameLength + ((nameLength + 1) % 2));
    const size = reader.uint(4);
    const data = reader.take(size);
    if (id === IPTC_RESOURCE) yield data;
    reader.take(Math.min(size % 2, reader.left));
  }
}

/** The texts of record 2; a length of more than two bytes (IIM §1.5) is for pictures, and ends the reading. */
function* datasetsIn(bytes: Uint8Array): Generator<[number, Uint8Array]> {
  const reader = new Reader(bytes);
  while (reader.left > 0 && reader.uint(1) === TAG_MARKER) {
    const record = reader.uint(1);
    const dataset = reader.uint(1);
    const length = reader.uint(2);
    if (length >= 0x8000) return;
    const data = reader.take(length);
    if (record === APPLICATION_RECORD) yield [dataset, data];
  }
}
