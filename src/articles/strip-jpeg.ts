import type { Inscriptions } from "./inscriptions.ts";
import { ascii, beginsWith, Kept, Reader, unreadable } from "./strip-walk.ts";

/** Markers: ITU-T T.81 (JPEG), table B.1. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP15 = 0xef;
const COM = 0xfe;
const APP13 = 0xed;
const EXIF = "Exif\0\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const PHOTOSHOP = "Photoshop 3.0\0";
/** What an application segment must begin with to be kept: T.871 §10.1, ICC.1 annex B.4, T.872 §6.5.3. */
const KEPT_APPS: Record<number, string> = { [APP0]: "JFIF\0", 226: "ICC_PROFILE\0", 238: "Adobe" };
const JFIF_BYTES = 14;
const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const UPRIGHT_BYTES = 36;

/** The segments up to EOI (T.81 annex B.1) without metadata; what follows EOI, such as a video, is left out. */
export function stripJpeg(bytes: Uint8Array, found: Inscriptions): Uint8Array<ArrayBuffer> {
  const jpeg = new Reader(bytes);
  const kept = new Kept(bytes.length + UPRIGHT_BYTES);
  if (jpeg.uint(2) !== 0xff00 + SOI) throw unreadable("a JPEG begins with SOI");
  kept.add([0xff, SOI]);
  let isTurned = false;
  let frames = 0;
  for (let marker = markerOf(jpeg); marker !== EOI; marker = markerOf(jpeg)) {
    const payload = jpeg.take(jpeg.uint(2) - 2);
    if (isFrame(marker) && ++frames > 1) throw unreadable("a JPEG has one frame");
    note(found, marker, payload);
    const turn: number = isTurned ? 1 : orientationOf(marker, payload);
    isTurned ||= turn > 1;
    if (turn > 1) addSegment(kept, APP0 + 1, upright(turn));
    else if (isKept(marker, payload)) addSegment(kept, marker, trimmed(marker, payload));
    if (marker === SOS) kept.add(jpeg.take(scanLength(jpeg.rest)));
  }
  kept.add([0xff, EOI]);
  return kept.bytes;
}

/** The next marker (T.81 §B.1.1.2) that may stand here: a frame, a table, a scan, APPn, COM or EOI. */
function markerOf(jpeg: Reader): number {
  if (jpeg.uint(1) !== 0xff) throw unreadable("a JPEG marker is missing");
  let marker = 0xff;
  while (marker === 0xff) marker = jpeg.uint(1);
  const isKnown = (marker >= 0xc0 && marker <= 0xcf) || (marker >= EOI && marker <= APP15) || marker === COM;
  if (!isKnown) throw unreadable(`JPEG marker ${marker.toString(16)} can't stand here`);
  return marker;
}

/** Start of a frame (T.81 table B.1): it says how large the picture is, and two could say two things. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Metadata by their segments: CIPA DC-008 §4.7.2, XMP part 3 §1.1.3, IPTC in Photoshop's resources. */
function note(found: Inscriptions, marker: number, payload: Uint8Array): void {
  if (marker === APP0 + 1 && beginsWith(payload, EXIF)) found.exif.push(payload.subarray(EXIF.length));
  if (marker === APP0 + 1 && beginsWith(payload, XMP)) found.xmp.push(payload.subarray(XMP.length));
  if (marker === APP13 && beginsWith(payload, PHOTOSHOP))
    found.photoshop.push(payload.subarray(PHOTOSHOP.length));
}

function isKept(marker: number, payload: Uint8Array): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  const start = KEPT_APPS[marker];
  if (marker === APP0 && payload.length < JFIF_BYTES) return false;
  return start !== undefined && beginsWith(payload, start);
}

/** JFIF may carry a thumbnail (T.871 §10.1), perhaps of what was cropped away: its size becomes 0 × 0. */
function trimmed(marker: number, payload: Uint8Array): Uint8Array {
  return marker === APP0 ? Uint8Array.of(...payload.subarray(0, JFIF_BYTES - 2), 0, 0) : payload;
}

function addSegment(kept: Kept, marker: number, payload: Uint8Array): void {
  const length = payload.length + 2;
  kept.add([0xff, marker, length >> 8, length & 0xff], payload);
}

/** Bytes of entropy-coded data: up to a marker that is neither a stuffed zero nor RSTn nor fill (T.81 §B.1.1.5). */
function scanLength(data: Uint8Array): number {
  for (let at = 0; at + 1 < data.length; at++) {
    if (data[at] !== 0xff) continue;
    const next = data[at + 1] ?? 0;
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  throw unreadable("a JPEG scan has no end");
}

/** How an Exif segment (CIPA DC-008 §4.6.4, §4.7.2) says the picture is turned; 1, upright, if it says nothing valid. */
function orientationOf(marker: number, payload: Uint8Array): number {
  const start = ascii(payload.subarray(0, EXIF.length + 4));
  const isLittle = start === `${EXIF}II*\0`;
  if (marker !== APP0 + 1 || payload.length < 14 || !(isLittle || start === `${EXIF}MM\0*`)) return 1;
  const tiff = new DataView(payload.buffer, payload.byteOffset + 6, payload.length - 6);
  const first = tiff.getUint32(4, isLittle) + 2;
  if (first < 10 || first > tiff.byteLength) return 1;
  const entries = Math.min(tiff.getUint16(first - 2, isLittle), Math.floor((tiff.byteLength - first) / 12));
  for (let at = first; at < first + entries * 12; at += 12) {
    if (tiff.getUint16(at, isLittle) !== ORIENTATION_TAG) continue;
    const turn = tiff.getUint16(at + 8, isLittle);
    return tiff.getUint16(at + 2, isLittle) === SHORT && turn <= 8 ? turn : 1;
  }
  return 1;
}

/** An Exif payload that says how to show the picture, and nothing else: one big-endian IFD of one entry. */
function upright(turn: number): Uint8Array {
  const ifd = [0, 1, ORIENTATION_TAG >> 8, ORIENTATION_TAG & 0xff, 0, SHORT, 0, 0, 0, 1, 0, turn, 0, 0];
  const header = [...`${EXIF}MM\0*`].map((character) => character.charCodeAt(0));
  return Uint8Array.of(...header, 0, 0, 0, 8, ...ifd, 0, 0, 0, 0);
}
