import { fileOf, originalKey, type PictureFile, type Variant, variantKey } from "./picture-files.ts";

/** Beyond these the eye finds no difference in a photo, only the line does. */
const QUALITY = { avif: 60, webp: 78, jpeg: 80 } as const;
/** What a JPEG shows where the original is transparent. */
const BEHIND = "#ffffff";

export interface Studio {
  bucket: R2Bucket;
  images: ImagesBinding;
}

interface Wanted extends Variant {
  id: string;
  version: number;
}

/** A file, and whether it is what was asked for: if not, the original stands in for a while. */
export interface Found {
  file: PictureFile;
  isStandIn: boolean;
}

/**
 * A smaller copy of a picture, made when it is asked for first and kept in R2; undefined where there is no such picture.
 * Where it can't be made (quota, outage, a file that nobody can decode) the original stands in; a GIF, which may move,
 * is its own copy. R2 and Images are asked: kept 1 and 0 times, made 4 and 1, standing in 2 and 1, GIF 2 and 0.
 */
export async function findVariant(studio: Studio, wanted: Wanted): Promise<Found | undefined> {
  const { id, version } = wanted;
  const kept = await studio.bucket.get(variantKey(id, version, wanted));
  if (kept) return { file: fileOf(kept), isStandIn: false };
  const original = await studio.bucket.get(originalKey(id, version));
  if (!original) return undefined;
  if (original.httpMetadata?.contentType === "image/gif") return { file: fileOf(original), isStandIn: false };
  return await madeFrom(studio, wanted, original);
}

async function madeFrom(studio: Studio, wanted: Wanted, original: R2ObjectBody): Promise<Found | undefined> {
  const bytes = await original.arrayBuffer();
  try {
    const copy = await transform(studio.images, wanted, bytes);
    const file = await keep(studio.bucket, wanted, copy);
    return file && { file, isStandIn: false };
  } catch (error) {
    warn(wanted, error);
    return { file: { ...fileOf(original), body: bytes }, isStandIn: true };
  }
}

/** Never upscaled. A tiny or empty answer would be an error in disguise. */
async function transform(images: ImagesBinding, { width, format }: Wanted, bytes: ArrayBuffer) {
  const result = await images
    .input(new Blob([bytes]).stream())
    .transform({ width, fit: "scale-down" })
    .output({
      format: `image/${format}`,
      quality: QUALITY[format],
      anim: false,
      ...(format === "jpeg" ? { background: BEHIND } : {}),
    });
  if (result.contentType() !== `image/${format}`) throw new Error(`Images gave ${result.contentType()}`);
  return await new Response(result.image()).arrayBuffer();
}

/** Undefined where the picture was deleted meanwhile: then nothing of it may stay. */
async function keep(bucket: R2Bucket, wanted: Wanted, body: ArrayBuffer): Promise<PictureFile | undefined> {
  const { id, version, format } = wanted;
  const key = variantKey(id, version, wanted);
  const type = `image/${format}`;
  const object = await bucket.put(key, body, { httpMetadata: { contentType: type } });
  if (await bucket.head(originalKey(id, version)))
    return { body, type, size: body.byteLength, etag: object.httpEtag, uploaded: object.uploaded };
  await bucket.delete(key);
  return undefined;
}

function warn({ id, version, width, format }: Wanted, error: unknown): void {
  const picture = `${id}/${version}/${width}.${format}`;
  const [reason] = String(error).split("\n");
  console.warn(JSON.stringify({ level: "warning", message: "original served", picture, error: reason }));
}
