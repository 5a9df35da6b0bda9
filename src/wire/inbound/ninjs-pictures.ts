import type { Element, ElementContent, Root } from "hast";
import { tidy } from "../../articles/inscriptions.ts";
import { figure } from "./html.ts";
import type { ItemArticle } from "./kind.ts";
import { addressOf, defined, findId, listOf, type Members, membersOf, textIn } from "./members.ts";
import { isGone } from "./ninjs-status.ts";
import { descriptionOf, headlineOf } from "./ninjs-texts.ts";

/** A picture that an item is associated with. */
export interface Picture {
  /** The sender's id of the best file, by which it was sent before (the assets handshake). */
  media: string | undefined;
  url: string | undefined;
  /** The addresses of all its files: by them a body shows it. */
  addresses: readonly string[];
  alt: string;
  caption: string;
  credit: string;
}
export type Pictures = ReadonlyMap<string, Picture>;

/** No item has more; what comes after is not looked at. */
const MAX_PICTURES = 500;
const LEADS = ["featuremedia", "featureimage", "main"];

/** The pictures of an item by their keys in lower case: ninjs 1 has an object of associations, 2 and 3 have a list. */
export function picturesOf(item: Members): Pictures {
  const named = entriesOf(item.get("associations"), ["name", "id", "key"]);
  return new Map(
    named.flatMap(([key, each]) => {
      const picture = pictureOf(each);
      return picture ? [[key.toLowerCase(), picture]] : [];
    }),
  );
}

function entriesOf(value: unknown, names: string[]): [string, Members][] {
  if (Array.isArray(value))
    return listOf(value).map((each, n) => [textIn(each, ...names) || String(n), each]);
  return [...membersOf(value)].slice(0, MAX_PICTURES).map(([key, each]) => [key, membersOf(each)]);
}

function pictureOf(each: Members): Picture | undefined {
  const type = textIn(each, "type").toLowerCase();
  if (!/^(?:picture|graphic|)$/.test(type) || isGone(each)) return undefined;
  const renditions = entriesOf(each.get("renditions"), ["name", "title"]).filter(([, file]) =>
    isPicture(file),
  );
  const best = renditions.find(([name]) => name === "original") ?? renditions.sort(byWidth)[0];
  if (!best) return undefined;
  const caption = descriptionOf(each, 500);
  return {
    media: findId(best[1], "media"),
    url: addressOf(best[1].get("href")),
    addresses: renditions.map(([, file]) => textIn(file, "href")).filter(Boolean),
    alt: tidy(textIn(each, "body_text"), 500) || headlineOf(each) || caption,
    caption,
    credit: tidy(textIn(each, "byline", "by", "copyrightholder", "source"), 200),
  };
}

function isPicture(file: Members): boolean {
  return /^(?:image\/.*|)$/i.test(textIn(file, "mimetype", "contenttype"));
}

function byWidth([, a]: [string, Members], [, b]: [string, Members]): number {
  return widthOf(b) - widthOf(a);
}

/** Pixels, which some write as text; 0 where nothing is said. */
function widthOf(file: Members): number {
  return Number(findId(file, "width") ?? 0) || 0;
}

/** The picture that an item leads with: the one that is named so, else the first of a list that the body does not show. */
export function leadingOf(
  item: Members,
  pictures: Pictures,
  shown: ReadonlySet<Picture>,
): Picture | undefined {
  const named = LEADS.map((key) => pictures.get(key)).find((picture) => picture !== undefined);
  const others = Array.isArray(item.get("associations")) ? [...pictures.values()] : [];
  return named ?? others.find((each) => !shown.has(each));
}

/** The same as an article has it. */
export function leadFrom(picture: Picture | undefined): ItemArticle["lead"] {
  const { media, url, alt, caption, credit } = picture ?? {};
  if (media === undefined && url === undefined) return undefined;
  return defined({ media, url, alt, caption, credit });
}

const EMBED = /^\s*EMBED (START|END) \w+ \{id: ?"([^"]{1,200})"\}\s*$/;

/**
 * Draws the pictures that a body shows as figures, with what their associations say of them: those between Superdesk's
 * comments, and those at the address of one of their files. Gives the pictures that it found.
 */
export function drawFigures(root: Root, pictures: Pictures): Set<Picture> {
  const byAddress = new Map([...pictures.values()].flatMap((each) => each.addresses.map((at) => [at, each])));
  const shown = new Set<Picture>();
  const draw = (picture: Picture) => {
    shown.add(picture);
    return figureOf(picture);
  };
  const visit = (parent: Root | Element) => {
    parent.children = withoutEmbeds(parent.children as ElementContent[], pictures, draw);
    parent.children = (parent.children as ElementContent[]).map((child) => {
      if (child.type !== "element") return child;
      const picture = pictureIn(child, byAddress);
      if (picture && !shown.has(picture)) return draw(picture);
      if (!picture) visit(child);
      return child;
    });
  };
  visit(root);
  return shown;
}

/** The picture that an `img`, or a figure with one, shows. */
function pictureIn(child: Element, byAddress: ReadonlyMap<string, Picture>): Picture | undefined {
  const images = child.tagName === "figure" ? child.children : [child];
  const image = images.find((each) => each.type === "element" && each.tagName === "img");
  return image?.type === "element" ? byAddress.get(String(image.properties.src)) : undefined;
}

/** The nodes with a figure in the place of all that stands between the comments of an embedded picture. */
function withoutEmbeds(
  nodes: ElementContent[],
  pictures: Pictures,
  draw: (picture: Picture) => Element,
): ElementContent[] {
  const out: ElementContent[] = [];
  let open: { key: string; at: number } | undefined;
  for (const node of nodes) {
    out.push(node);
    const [, edge, key = ""] = (node.type === "comment" && EMBED.exec(node.value)) || [];
    if (edge === "START") open = { key: key.toLowerCase(), at: out.length };
    const picture = edge === "END" && open ? pictures.get(open.key) : undefined;
    if (picture && open) out.splice(open.at, out.length - open.at, draw(picture));
    if (edge === "END") open = undefined;
  }
  return out;
}

/** A picture with what is said of it. */
export function figureOf({ media, url, addresses, alt, caption, credit }: Picture): Element {
  const words = credit && !caption.includes(credit) ? `${caption} (${credit})`.trim() : caption;
  return figure({ src: url ?? addresses[0] ?? "", alt, asset: media }, words);
}
