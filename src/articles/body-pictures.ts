import type { Element, Root } from "hast";
import { plainOf, srcsetOf, type Versioned } from "../ui/variants.ts";

/** A picture of ours as a body shows it. */
export interface BodyPicture extends Versioned {
  alt: string;
}
export type BodyPictures = ReadonlyMap<string, BodyPicture>;

/** A body names a picture that is not there. */
export class UnknownPicture extends Error {}

/** How wide the text is set, in pixels and as `sizes`: theme.ts. */
const BODY_WIDTH = 640;
const BODY_SIZES = "(min-width:44em) 40rem,92vw";
const MAX_NAMED = 1_000;
/** Any address on this site, or the whole address that the API gives: ids are unique, so whose it is shows in D1. */
const OWN = /^\/media\/([\w-]{1,64})\//;
const WHOLE = /^https?:\/\/[^/]+\/media\/([\w-]{1,64})\/\d+\/(?:original|\d+\.\w+)$/;
/** The attributes that are ours to write, in their order in clean HTML. */
const COMPUTED = "srcset|sizes|width|height|loading|decoding";

/** Ids of the pictures that a body's source may name: some may be none. */
export function pictureIdsIn(source: string): string[] {
  const ids = Array.from(source.matchAll(/\/media\/([\w-]{1,64})\//g), ([, id]) => id ?? "");
  return [...new Set(ids)].slice(0, MAX_NAMED);
}

/**
 * Whether the address of a picture is one of ours, known or, on this site, of any form. Throws `UnknownPicture` where
 * it ought to be ours and is not there; without `pictures` nobody has looked.
 */
export function isOwn(src: string, pictures: BodyPictures | undefined): boolean {
  const id = idIn(src, pictures);
  if (id === undefined) return false;
  if (pictures && !pictures.has(id)) throw new UnknownPicture(`There is no picture "${id}".`);
  return true;
}

function idIn(src: string, pictures: BodyPictures | undefined): string | undefined {
  const whole = WHOLE.exec(src)?.[1];
  return whole !== undefined && pictures?.has(whole) ? whole : OWN.exec(src)?.[1];
}

/**
 * Gives our pictures their present address, size and variants. It comes after the cleaning, which lets nobody write
 * these; so what is cleaned again comes out the same.
 */
export function drawPictures(pictures: BodyPictures | undefined) {
  return (root: Root) => {
    if (pictures) visit(root, pictures);
  };
}

function visit(parent: Root | Element, pictures: BodyPictures): void {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    const picture =
      child.tagName === "img" && pictures.get(idIn(String(child.properties.src), pictures) ?? "");
    if (picture) child.properties = propertiesOf(child, picture);
    else visit(child, pictures);
  }
}

function propertiesOf({ properties }: Element, picture: BodyPicture): Element["properties"] {
  const { src: _, width: __, height: ___, alt, ...rest } = properties;
  const { srcset, ...computed } = attributesOf(picture);
  const { src, ...others } = computed;
  return { src, ...(srcset ? { srcSet: srcset } : {}), ...others, alt: alt || picture.alt, ...rest };
}

/** WebP for those who read srcset, which is everybody who draws pictures; a JPEG for the rest. */
function attributesOf(picture: BodyPicture | Versioned): Record<string, string> {
  const { width, height } = picture;
  const srcset = srcsetOf(picture, "webp");
  const sizes = width < BODY_WIDTH ? `${width}px` : BODY_SIZES;
  return {
    src: plainOf(picture).path,
    ...(srcset ? { srcset, sizes } : {}),
    width: String(width),
    height: String(height),
    loading: "lazy",
    decoding: "async",
  };
}

/** Clean HTML of a body, with the picture as it is now. */
export function withPicture(bodyHtml: string, picture: Versioned): string {
  const drawn = Object.entries(attributesOf(picture)).map(([name, value]) => `${name}="${value}"`);
  const old = new RegExp(`<img src="/media/${picture.id}/[^"]*"(?: (?:${COMPUTED})="[^"]*")*`, "g");
  return bodyHtml.replace(old, `<img ${drawn.join(" ")}`);
}

/** The same of a body's Markdown. */
export function markdownWithPicture(markdown: string, picture: Versioned): string {
  const old = new RegExp(`/media/${picture.id}/\\d+/[\\w.]+`, "g");
  return markdown.replace(old, plainOf(picture).path);
}
