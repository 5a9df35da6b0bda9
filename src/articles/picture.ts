import { imageSize } from "image-size";
import { AppError } from "../errors.ts";

const TYPES: Record<string, string> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
  gif: "image/gif",
};
/** A picture of more pixels than this is a bomb to whoever decodes it. */
export const MAX_PIXELS = 100_000_000;

export interface SniffedPicture {
  type: string;
  /** Pixels, as displayed. */
  width: number;
  height: number;
}

/** What the bytes are, by their content and never by name. Throws 415 (no picture we take) or 422 (broken, too large). */
export function sniffPicture(bytes: Uint8Array): SniffedPicture {
  const size = readSize(bytes);
  const type = TYPES[size.type ?? ""];
  if (!type)
    throw new AppError("unsupported_type", "JPEG, PNG, WebP, AVIF and GIF pictures are taken; this is none.");
  if (!size.width || !size.height || size.width * size.height > MAX_PIXELS)
    throw new AppError("unreadable_picture", "The picture has no size, or more than 100 million pixels.");
  const isTurned = (size.orientation ?? 1) >= 5;
  return isTurned
    ? { type, width: size.height, height: size.width }
    : { type, width: size.width, height: size.height };
}

function readSize(bytes: Uint8Array) {
  try {
    return imageSize(bytes);
  } catch {
    const detail = "JPEG, PNG, WebP, AVIF and GIF pictures are taken; this is none, or it is broken.";
    throw new AppError("unsupported_type", detail);
  }
}
