/**
 * Draws the illustrations of the demo content: every scene is composed as an SVG,
 * rasterised, given a little grain and written to demo/pictures as a JPEG.
 *
 *   node_modules/.bin/node demo/draw-pictures.ts [name …]
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { archiveShelves } from "./scenes/archive-shelves.ts";
import { ferry } from "./scenes/ferry.ts";
import { greenhouse } from "./scenes/greenhouse.ts";
import { harbourDawn } from "./scenes/harbour-dawn.ts";
import { islandBay } from "./scenes/island-bay.ts";
import { H, type Random, type Scene, seeded, W } from "./scenes/kit.ts";
import { lighthouse } from "./scenes/lighthouse.ts";
import { mountainRailway } from "./scenes/mountain-railway.ts";
import { oasis } from "./scenes/oasis.ts";
import { observatory } from "./scenes/observatory.ts";
import { rainCity } from "./scenes/rain-city.ts";
import { riverDelta } from "./scenes/river-delta.ts";
import { theatreLight } from "./scenes/theatre-light.ts";
import { tidalBarrier } from "./scenes/tidal-barrier.ts";
import { wheatFields } from "./scenes/wheat-fields.ts";

const folder = join(import.meta.dirname, "pictures");
const largest = 110_000;
const width = 1600;
const height = (width * H) / W;

const scenes: Record<string, Scene> = {
  "harbour-dawn": harbourDawn,
  ferry,
  "tidal-barrier": tidalBarrier,
  lighthouse,
  "island-bay": islandBay,
  "river-delta": riverDelta,
  "wheat-fields": wheatFields,
  "mountain-railway": mountainRailway,
  oasis,
  observatory,
  "rain-city": rainCity,
  "theatre-light": theatreLight,
  "archive-shelves": archiveShelves,
  greenhouse,
};

/** Adds soft monochrome noise, which also hides the steps in the gradients. */
function withGrain(pixels: Uint8Array, random: Random, strength: number): Uint8Array {
  const grainy = new Uint8Array(pixels.length);
  for (let index = 0; index < pixels.length; index += 3) {
    const noise = (random() + random() + random() - 1.5) * strength;
    for (let channel = index; channel < index + 3; channel += 1) {
      grainy[channel] = Math.max(0, Math.min(255, Math.round((pixels[channel] ?? 0) + noise)));
    }
  }
  return grainy;
}

/** The first JPEG that is small enough; busy scenes get less grain before they lose detail. */
async function compress(scene: Scene): Promise<Buffer> {
  const attributes = `xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${W} ${H}"`;
  const svg = `<svg ${attributes}>${scene.draw(seeded(scene.seed))}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  for (const quality of [80, 78, 75, 72, 68, 64]) {
    for (const strength of [7, 5, 3]) {
      const grainy = withGrain(pixels, seeded(scene.seed + 1), strength);
      const image = sharp(grainy, { raw: { width, height, channels: 3 } });
      const jpeg = await image.jpeg({ quality, mozjpeg: true }).toBuffer();
      if (jpeg.length <= largest) return jpeg;
    }
  }
  throw new Error(`A picture does not fit into ${largest} bytes`);
}

await mkdir(folder, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, scene] of Object.entries(scenes)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const jpeg = await compress(scene);
  await writeFile(join(folder, `${name}.jpg`), jpeg);
  console.log(`${name}.jpg: ${jpeg.length} bytes`);
}
