import type { Format } from "../ui/variants.ts";

/** Where the original of a picture lies in R2. */
export function originalKey(id: string, version: number): string {
  return `${id}/${version}/original`;
}

/** Where a smaller copy lies, once it has been made: beside the original. */
export function variantKey(id: string, version: number, { width, format }: Variant): string {
  return `${id}/${version}/${width}.${format}`;
}

export interface Variant {
  /** Pixels. */
  width: number;
  format: Format;
}

export interface PictureFile {
  body: ReadableStream | ArrayBuffer;
  type: string;
  /** Bytes. */
  size: number;
  etag: string;
  uploaded: Date;
}

/** An object of R2 as the file to be sent. */
export function fileOf(object: R2ObjectBody): PictureFile {
  const { body, size, httpEtag, uploaded, httpMetadata } = object;
  return { body, size, uploaded, etag: httpEtag, type: httpMetadata?.contentType ?? UNKNOWN };
}

const UNKNOWN = "application/octet-stream";

/** Removes every file of a picture, of all versions: originals first, so that nobody makes a variant of them any more. */
export async function removeFiles(bucket: R2Bucket, id: string): Promise<void> {
  const originals = (await keysOf(bucket, id)).filter((key) => key.endsWith("/original"));
  await removeKeys(bucket, originals);
  await removeKeys(bucket, await keysOf(bucket, id));
}

/** What R2 removes in one call. */
const KEYS_A_CALL = 1_000;

async function removeKeys(bucket: R2Bucket, keys: string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += KEYS_A_CALL) await bucket.delete(keys.slice(at, at + KEYS_A_CALL));
}

async function keysOf(bucket: R2Bucket, id: string): Promise<string[]> {
  const keys: string[] = [];
  for (let cursor: string | undefined, isMore = true; isMore; ) {
    const part = await bucket.list({ prefix: `${id}/`, ...(cursor ? { cursor } : {}) });
    keys.push(...part.objects.map(({ key }) => key));
    isMore = part.truncated;
    cursor = part.truncated ? part.cursor : undefined;
  }
  return keys;
}
