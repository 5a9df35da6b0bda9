import { plainOf, srcsetOf, type Versioned } from "./variants.ts";

/** A picture as it is drawn. */
export interface PictureFace extends Versioned {
  alt: string;
  /** What must not be cut away: from 0 (left, top) to 1. */
  focusX: number;
  focusY: number;
}

/** Where a picture stands, and how wide it is drawn there (HTML §4.8.4.2.1, `sizes`): as theme.ts sets it. */
const SIZES = {
  /** At the head of an article. */
  story: "(min-width:94em) 64rem,(min-width:64em) 72vw,(min-width:44em) 40rem,92vw",
  lead: "(min-width:94em) 47rem,(min-width:64em) 46vw,92vw",
  /** The first of a section's block on the front page. */
  block: "(min-width:94em) 26rem,(min-width:64em) 28vw,(min-width:40em) 40vw,92vw",
  second: "(min-width:64em) 20rem,(min-width:40em) 12rem,7rem",
  line: "7rem",
} as const;
export type PicturePlace = keyof typeof SIZES;

/** Those at the top of a page, which are worth fetching first. */
const FIRST: readonly PicturePlace[] = ["story", "lead"];

interface Props {
  picture: PictureFace;
  place: PicturePlace;
  alt?: string;
}

/** A picture in its own proportions, so that nothing moves while it loads, in the best format that the browser knows. */
export function Picture({ picture, place, alt = picture.alt }: Props) {
  const { path, ...size } = { ...plainOf(picture), width: picture.width, height: picture.height };
  const haste = FIRST.includes(place)
    ? ({ fetchpriority: "high" } as const)
    : ({ loading: "lazy", decoding: "async" } as const);
  const sizes = SIZES[place];
  const srcset = srcsetOf(picture, "jpeg");
  const image = (
    <img
      src={path}
      {...(srcset ? { srcset, sizes } : {})}
      {...size}
      alt={alt}
      class={focusOf(picture)}
      {...haste}
    />
  );
  if (!srcset) return image;
  return (
    <picture>
      <source type="image/avif" srcset={srcsetOf(picture, "avif")} sizes={sizes} />
      <source type="image/webp" srcset={srcsetOf(picture, "webp")} sizes={sizes} />
      {image}
    </picture>
  );
}

/** Classes x0…x10 and y0…y10, in tenths, where the picture is not to be cut around its middle. */
function focusOf({ focusX, focusY }: PictureFace): string | undefined {
  const tenths = { x: Math.round(focusX * 10), y: Math.round(focusY * 10) };
  const classes = Object.entries(tenths).flatMap(([axis, at]) => (at === 5 ? [] : [`${axis}${at}`]));
  return classes.join(" ") || undefined;
}
