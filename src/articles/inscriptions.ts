import { readExif } from "./read-exif.ts";
import { readIptc } from "./read-iptc.ts";
import { readXmp } from "./read-xmp.ts";

/** The metadata that were found in a picture's file, as they stood there. */
export interface Inscriptions {
  /** TIFF structures (CIPA DC-008). */
  exif: Uint8Array[];
  /** RDF/XML (ISO 16684-1). */
  xmp: Uint8Array[];
  /** Photoshop's image resources, among which stand IPTC's. */
  photoshop: Uint8Array[];
}

/** What a photographer or an agency wrote into the file, of what we ask for. */
export interface Inscribed {
  alt?: string | undefined;
  caption?: string | undefined;
  credit?: string | undefined;
  licence?: string | undefined;
}

/** Longest text of each, in UTF-16 units: as the API takes them. */
export const INSCRIBED_MAX = { alt: 500, caption: 500, credit: 200, licence: 100 } as const;

/** What cameras write into every picture. */
const CAMERA_CAPTION = /^(?:OLYMPUS DIGITAL CAMERA|SONY DSC|SAMSUNG|DCIM.*|KONICA MINOLTA .*|<.*>|default)$/i;

/** Nobody writes more into a caption; UTF-16 units. */
const MAX_READ = 8_000;

export function nothingInscribed(): Inscriptions {
  return { exif: [], xmp: [], photoshop: [] };
}

/**
 * What the file says of itself: XMP before IPTC before Exif (IPTC Photo Metadata, mapping guidelines). One line each,
 * without control characters, cut to what the API takes; of doubled blocks the first counts. Where and when it was taken is never read. Never throws.
 */
export function inscribedIn({ exif, xmp, photoshop }: Inscriptions): Inscribed {
  const sources = [...xmp.slice(0, 1).map(readXmp), readIptc(photoshop), ...exif.slice(0, 1).map(readExif)];
  const first = (name: keyof Inscribed) =>
    sources.map((source) => tidy(source[name] ?? "", INSCRIBED_MAX[name])).find((text) => text !== "");
  const caption = sources
    .map((source) => tidy(source.caption ?? "", INSCRIBED_MAX.caption))
    .find((text) => text !== "" && !CAMERA_CAPTION.test(text));
  return { alt: first("alt"), caption, credit: first("credit"), licence: first("licence") };
}

/** One line of a text, without control characters, cut between words to `max` UTF-16 units. */
export function tidy(text: string, max: number): string {
  const line = text
    .slice(0, MAX_READ)
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\p{Noncharacter_Code_Point}\ufffd]/gu, "")
    .trim();
  return line.length <= max
    ? line
    : `${line.slice(0, max - 1).replace(/[\ud800-\udbff]$|\s+\S{0,20}$/u, "")}…`;
}
