import { crc32, deflateSync } from "node:zlib";

const PIXELS = 8;

/** A grey PNG of 8 × 8 pixels. */
export const PNG = png();

function png(): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(PIXELS, 0);
  header.writeUInt32BE(PIXELS, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(PIXELS * (PIXELS + 1), 0x80);
  for (let row = 0; row < PIXELS; row++) rows[row * (PIXELS + 1)] = 0;
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([signature, ...parts]));
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** A grey JPEG of 8 × 8 pixels: one block, of which only the mean is coded, by the smallest possible tables. */
export const JPEG = jpeg();

function jpeg(): Uint8Array {
  const quantisation = `ffdb004300${"01".repeat(64)}`;
  const frame = "ffc0000b080008000801011100";
  const huffman = (kind: string) => `ffc40014${kind}01${"00".repeat(15)}00`;
  const scan = "ffda0008010100003f003fffd9";
  const app0 = "ffe000104a46494600010100000100010000";
  const hex = `ffd8${app0}${quantisation}${frame}${huffman("00")}${huffman("10")}${scan}`;
  return new Uint8Array(Buffer.from(hex, "hex"));
}
