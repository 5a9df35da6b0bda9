import type { Element } from "hast";
import { figureOf, type Picture, type Pictures } from "./ninjs-pictures.ts";

/** A field of several in Superdesk: "slideshow1--2", "media--1". What is but related is another story. */
const OF_SEVERAL = /^(?!.*related).+--\d+$/;
const byNumber = new Intl.Collator("en", { numeric: true });

/** The pictures of an item's slideshows that are not shown otherwise, in the order of their keys, as figures. */
export function galleryOf(pictures: Pictures, shown: readonly Picture[]): Element[] {
  const known = new Set(shown.flatMap(namesOf));
  const keys = [...pictures.keys()].filter((key) => OF_SEVERAL.test(key)).sort(byNumber.compare);
  return keys.flatMap((key) => {
    const picture = pictures.get(key);
    if (picture?.url === undefined || namesOf(picture).some((name) => known.has(name))) return [];
    for (const name of namesOf(picture)) known.add(name);
    return [figureOf(picture)];
  });
}

/** By these one picture is told from another. */
function namesOf({ media, addresses }: Picture): string[] {
  return media === undefined ? [...addresses] : [media, ...addresses];
}
