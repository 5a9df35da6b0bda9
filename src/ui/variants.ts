/** The widths, in pixels, in which a picture may be asked for. CONTRACT §1. */
export const WIDTHS = [400, 800, 1200, 1600] as const;
/** The formats, best first: a browser takes the first that it knows. */
export const FORMATS = ["avif", "webp", "jpeg"] as const;
export type Format = (typeof FORMATS)[number];

/** What has to be known of a picture to name its variants. */
export interface Versioned {
  id: string;
  version: number;
  /** Media type of the original. */
  type: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** One address of a picture, with the size that it really has there. */
export interface Rendition {
  path: string;
  width: number;
  height: number;
}

/** The width of those who don't read srcset: mail programs, feed readers, text browsers. */
const PLAIN_WIDTH = 800;
/** What social networks show (Open Graph). */
const LARGE_WIDTH = 1200;

export function originalPath({ id, version }: Pick<Versioned, "id" | "version">): string {
  return `/media/${id}/${version}/original`;
}

/** A GIF may move, and its variants would not: it has none. */
export function hasVariants({ type }: Pick<Versioned, "type">): boolean {
  return type !== "image/gif";
}

/**
 * The variants of a picture as `srcset` (HTML §4.8.4.2.1): none is upscaled, so the one above the original's width, if
 * there is one, is named with the original's own. "" where it has none.
 */
export function srcsetOf(picture: Versioned, format: Format, origin = ""): string {
  if (!hasVariants(picture)) return "";
  const { id, version, width: own } = picture;
  const widths = WIDTHS.filter((_, n) => n === 0 || (WIDTHS[n - 1] ?? 0) < own);
  return widths
    .map((width) => `${origin}/media/${id}/${version}/${width}.${format} ${Math.min(width, own)}w`)
    .join(",");
}

/** The picture where only one address can be given. */
export function plainOf(picture: Versioned): Rendition {
  return renditionOf(picture, PLAIN_WIDTH);
}

/** The JPEG that shared links show, 1200 pixels wide at most. */
export function largeOf(picture: Versioned): Rendition {
  return renditionOf(picture, LARGE_WIDTH);
}

function renditionOf(picture: Versioned, most: number): Rendition {
  const { id, version, width: own, height } = picture;
  if (!hasVariants(picture)) return { path: originalPath(picture), width: own, height };
  const width = Math.min(most, own);
  const asked = WIDTHS.find((each) => each >= width) ?? most;
  return {
    path: `/media/${id}/${version}/${asked}.jpeg`,
    width,
    height: Math.max(1, Math.round((height * width) / own)),
  };
}
