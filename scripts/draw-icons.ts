/**
 * Draws the icons that can't be SVG from public/icons/icon.svg: for home screens, and for whoever asks for /favicon.ico.
 *
 *   node_modules/.bin/node scripts/draw-icons.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { ROOT } from "./run.ts";

const PUBLIC = join(ROOT, "public");
const svg = readFileSync(join(PUBLIC, "icons", "icon.svg"), "utf8");
/** Without the rounded corners: the home screen cuts its own. */
const square = svg.replace(' rx="12"', "");
const GROUND = /<rect[^>]* fill="(#[0-9a-f]{6})"/.exec(svg)?.[1] ?? "#000000";
/** What a mask always leaves: a circle of 80 % (W3C Manifest, "icon masks and safe zone"). */
const SAFE_ZONE = 0.8;
const ICO_HEADER_BYTES = 22;

/** The drawing as a PNG of this many pixels; `zone` is the part of the side that it fills. */
async function png(source: string, size: number, zone = 1): Promise<Buffer> {
  const inner = Math.round(size * zone);
  const edge = Math.floor((size - inner) / 2);
  const drawn = sharp(Buffer.from(source), { density: (72 * inner) / 64 }).resize(inner, inner);
  const framed = drawn.extend({
    top: edge,
    left: edge,
    bottom: size - inner - edge,
    right: size - inner - edge,
    background: GROUND,
  });
  return await framed.png({ palette: true, colours: 32, effort: 10 }).toBuffer();
}

/** An ICO with one PNG in it. */
function ico(picture: Buffer, size: number): Buffer {
  const header = Buffer.alloc(ICO_HEADER_BYTES);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt8(size, 6);
  header.writeUInt8(size, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(picture.length, 14);
  header.writeUInt32LE(ICO_HEADER_BYTES, 18);
  return Buffer.concat([header, picture]);
}

const files = {
  "icons/icon-192.png": await png(svg, 192),
  "icons/icon-512.png": await png(svg, 512),
  "icons/icon-maskable-512.png": await png(square, 512, SAFE_ZONE),
  "apple-touch-icon.png": await png(square, 180),
  "favicon.ico": ico(await png(svg, 32), 32),
};
for (const [name, bytes] of Object.entries(files)) {
  writeFileSync(join(PUBLIC, name), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}
