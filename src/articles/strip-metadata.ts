import { type Inscriptions, nothingInscribed } from "./inscriptions.ts";
import { MAX_PIXELS } from "./picture.ts";
import { stripAvif } from "./strip-avif.ts";
import { stripJpeg } from "./strip-jpeg.ts";
import { ascii, beginsWith, Kept, Reader, unreadable } from "./strip-walk.ts";

/** PNG (third edition) §5.6, §11: the picture, its colours, transparency, density and animation. */
const PNG_KEPT = new Set(
  "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split(" "),
);
/** RFC 9649 §2.7. */
const WEBP_KEPT = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]);
const WEBP_EXIF_AND_XMP = 0x08 | 0x04;
/** Introducers and labels, GIF89a appendix A. */
const GIF = { extension: 0x21, image: 0x2c, end: 0x3b, text: 0x01, control: 0xf9, application: 0xff };
/** How to loop, and which colours are meant (GIF89a §26). */
const GIF_KEPT_APPLICATIONS = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);

const PNG_XMP = "XML:com.adobe.xmp\0\0\0\0\0";
const GIF_XMP = "XMP DataXMP";

type Stripper = (bytes: Uint8Array<ArrayBuffer>, found: Inscriptions) => Uint8Array<ArrayBuffer>;
const STRIPPERS: Record<string, Stripper> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
  "image/gif": stripGif,
  "image/avif": stripAvif,
};

/**
 * The picture without what it says of its making: place, time, device, author, comments, what is appended. Pixels,
 * colour profile and a JPEG's orientation stay; nothing is encoded anew. Throws 422 if the file can't be followed to
 * its end. By hand, for no kept-up package takes all five formats without Node streams and keeps the orientation.
 * What is taken away is put into `found`.
 */
export function stripMetadata(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  found: Inscriptions = nothingInscribed(),
): Uint8Array<ArrayBuffer> {
  const strip = STRIPPERS[type];
  if (!strip) throw unreadable(`nobody knows how to clean ${type}`);
  return strip(bytes, found);
}

/** Chunks up to IEND (PNG §5.3). A critical chunk that the standard doesn't have is refused. */
function stripPng(bytes: Uint8Array, found: Inscriptions): Uint8Array<ArrayBuffer> {
  const png = new Reader(bytes);
  const kept = new Kept(bytes.length);
  kept.add(png.take(8));
  for (let type = ""; type !== "IEND"; ) {
    const isFirst = type === "";
    const head = png.take(8);
    const body = png.take(new Reader(head).uint(4) + 4);
    type = ascii(head.subarray(4));
    if (type === "IHDR" && !isFirst) throw unreadable("a PNG has one header");
    if (PNG_KEPT.has(type)) kept.add(head, body);
    else if (type === "eXIf") found.exif.push(body);
    else if (type === "iTXt" && beginsWith(body, PNG_XMP)) found.xmp.push(body.subarray(PNG_XMP.length, -4));
    else if (!/^[a-z][A-Za-z]{3}$/.test(type)) throw unreadable("a PNG chunk is unknown");
  }
  return kept.bytes;
}

/** Chunks within RIFF (RFC 9649 §2.3–2.7). Viewers don't heed Exif's orientation here, so it goes too. */
function stripWebp(bytes: Uint8Array, found: Inscriptions): Uint8Array<ArrayBuffer> {
  const file = new Reader(bytes);
  const kept = new Kept(bytes.length);
  kept.add(file.take(8));
  const riff = new Reader(file.take(new Reader(bytes.subarray(4)).uintLittle(4)));
  kept.add(riff.take(4));
  while (riff.left > 0) {
    const head = riff.take(8);
    const size = new Reader(head.subarray(4)).uintLittle(4);
    const body = riff.take(size + (size % 2));
    const type = ascii(head.subarray(0, 4));
    if (WEBP_KEPT.has(type)) kept.add(head, type === "VP8X" ? withoutFlags(body) : body);
    else if (type === "EXIF") found.exif.push(body);
    else if (type === "XMP ") found.xmp.push(body.subarray(0, size));
  }
  const result = kept.bytes;
  new DataView(result.buffer).setUint32(4, result.length - 8, true);
  return result;
}

function withoutFlags(vp8x: Uint8Array): Uint8Array {
  const [flags = 0, ...others] = vp8x;
  return Uint8Array.of(flags & ~WEBP_EXIF_AND_XMP, ...others);
}

/** Blocks up to the trailer (GIF89a §17–27). */
function stripGif(bytes: Uint8Array, found: Inscriptions): Uint8Array<ArrayBuffer> {
  const gif = new Reader(bytes);
  const kept = new Kept(bytes.length);
  const screen = gif.take(13);
  kept.add(screen, gif.take(tableLength(screen[10])));
  for (let block = gif.uint(1); block !== GIF.end; block = gif.uint(1)) {
    if (block === GIF.image) addImage(gif, kept);
    else if (block === GIF.extension) addExtension(gif, kept, found);
    else throw unreadable("a GIF block is unknown");
  }
  kept.add([GIF.end]);
  return kept.bytes;
}

function addImage(gif: Reader, kept: Kept): void {
  const descriptor = gif.take(9);
  const size = new Reader(descriptor.subarray(4));
  if (size.uintLittle(2) * size.uintLittle(2) > MAX_PIXELS) throw unreadable("a GIF's frame is too large");
  const table = gif.take(tableLength(descriptor[8]));
  kept.add([GIF.image], descriptor, table, gif.take(1), subBlocks(gif));
}

function addExtension(gif: Reader, kept: Kept, found: Inscriptions): void {
  const label = gif.uint(1);
  const data = subBlocks(gif);
  if (label === GIF.application && beginsWith(data.subarray(1), GIF_XMP))
    found.xmp.push(data.subarray(1 + GIF_XMP.length));
  const isWanted = label === GIF.application && GIF_KEPT_APPLICATIONS.has(ascii(data.subarray(1, 12)));
  if (isWanted || label === GIF.control || label === GIF.text) kept.add([GIF.extension, label], data);
}

/** Sub-blocks with their terminator, an empty one (GIF89a §15–16). */
function subBlocks(gif: Reader): Uint8Array {
  const { rest } = gif;
  let end = 0;
  while (rest[end]) end += 1 + (rest[end] ?? 0);
  return gif.take(end + 1);
}

/** Bytes of a colour table, by the flags of whoever has it (GIF89a §18–20). */
function tableLength(flags = 0): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}
