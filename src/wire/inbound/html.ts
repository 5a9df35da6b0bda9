import type { Element, ElementContent, Root } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { toHtml } from "hast-util-to-html";
import { toText } from "hast-util-to-text";
import { boundedTree, CostlyText } from "../../articles/costly-tree.ts";
import { BODY_MAX_CHARS } from "../../articles/input.ts";
import { tidy } from "../../articles/inscriptions.ts";
import { Unusable } from "./kind.ts";

/** Of what is longer too much would be left for an article, even without classes and comments. */
const MAX_CHARS = 4 * BODY_MAX_CHARS;
/** Nobody's headline or caption is longer; UTF-16 units. */
const MAX_SHORT = 20_000;
/** What articles can't hold: control characters but for tab and line breaks, and noncharacters. */
const UNSTORABLE = /[\p{Noncharacter_Code_Point}]|(?![\t\n\r])\p{Cc}/gu;

/** What is no part of a text, with all that is in it. */
const DROPPED = new Set(
  "script style template noscript title svg math button input select textarea canvas link meta base".split(
    " ",
  ),
);
/** What frames a text without being a paragraph: an article's body has no such elements. */
const FRAMES = new Set("div section article header footer main center address".split(" "));
const INLINE = new Set(
  "a abbr b bdi bdo br cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup time u wbr".split(
    " ",
  ),
);
/** Attributes that an article may keep, or that tell what a picture or an embed was. */
const KEPT = new Set(
  "href src data dataAsset alt title lang dir hrefLang rel start reversed scope colSpan rowSpan dateTime".split(
    " ",
  ),
);

/** HTML of theirs as a tree. Throws `Unusable` where it would cost the parser too much. */
export function treeFrom(html: string): Root {
  if (html.length > MAX_CHARS) throw new Unusable("The text is too long.");
  try {
    return fromParse5(boundedTree(html.toWellFormed().replace(UNSTORABLE, ""))) as Root;
  } catch (error) {
    throw error instanceof CostlyText ? new Unusable(error.message) : error;
  }
}

/** A short text that came as HTML, entities decoded, on one line of `max` UTF-16 units at most. Throws `Unusable`. */
export function plainOf(html: string, max: number): string {
  return tidy(toText(treeFrom(html.slice(0, MAX_SHORT)), { whitespace: "normal" }), max);
}

interface Around {
  headline: string;
  /** Where the text stood: what it links to by a relative address is there, and not here. */
  base?: string | undefined;
}

/**
 * The tree as an article's body: without comments, scripts and styling, and without the headline where it is said again
 * on top; a bare line in a frame becomes a paragraph, so that lines don't run into each other.
 */
export function bodyOf(root: Root, { headline, base }: Around): string {
  const nodes = root.children as ElementContent[];
  const children = nodes.flatMap((child) => cleaned(child, base));
  const elements = children.filter((child): child is Element => child.type === "element");
  const [first, second] = elements;
  const isSaidAgain = first?.tagName === "h1" && second !== undefined && textWithin(first) === headline;
  if (isSaidAgain) children.splice(children.indexOf(first), 1);
  return toHtml({ type: "root", children }).trim();
}

function cleaned(node: ElementContent, base: string | undefined): ElementContent[] {
  if (node.type === "text") return [node];
  if (node.type !== "element" || DROPPED.has(node.tagName)) return [];
  const children = node.children.flatMap((child) => cleaned(child, base));
  if (FRAMES.has(node.tagName)) return unframed(children);
  const kept = Object.entries(node.properties).flatMap(([name, value]) => {
    const said = ADDRESSES.has(name) ? absolute(String(value), base) : value;
    return KEPT.has(name) && said !== undefined ? [[name, said] as const] : [];
  });
  return [{ ...node, properties: Object.fromEntries(kept), children }];
}

/** What a frame held: each line between its blocks becomes a paragraph of its own. */
function unframed(children: ElementContent[]): ElementContent[] {
  const blocks: ElementContent[] = [];
  let line: ElementContent[] = [];
  for (const child of [...children, undefined]) {
    if (child && isInline(child)) {
      line.push(child);
      continue;
    }
    blocks.push(...paragraph(line), ...(child ? [child] : []));
    line = [];
  }
  return blocks;
}

const ADDRESSES = new Set(["href", "src", "data"]);

/** An address as one that means the same here; undefined where there is none. */
function absolute(address: string, base: string | undefined): string | undefined {
  const trimmed = address.trim();
  if (trimmed.startsWith("#")) return undefined;
  const url = URL.parse(trimmed.startsWith("//") ? `https:${trimmed}` : trimmed, base);
  return url && /^(?:https?|mailto):$/.test(url.protocol) ? url.href : undefined;
}

function isInline(node: ElementContent): boolean {
  return node.type === "text" || (node.type === "element" && INLINE.has(node.tagName));
}

/** A paragraph of these; none where there is nothing in them. */
export function paragraph(children: ElementContent[]): Element[] {
  const isEmpty = children.every((child) => child.type === "text" && child.value.trim() === "");
  return isEmpty ? [] : [element("p", {}, children)];
}

export function element(
  tagName: string,
  properties: Element["properties"],
  children: ElementContent[],
): Element {
  return { type: "element", tagName, properties, children };
}

export function text(value: string): ElementContent {
  return { type: "text", value };
}

/** A picture with the words under it. `asset`: the sender's own id of it. */
export function figure(
  picture: { src: string; alt: string; asset?: string | undefined },
  caption: string,
): Element {
  const { src, alt, asset } = picture;
  const image = element("img", { src, alt, ...(asset ? { dataAsset: asset } : {}) }, []);
  return element("figure", {}, caption ? [image, element("figcaption", {}, [text(caption)])] : [image]);
}

/** Takes away what stands on top of a text where it is nothing but a picture of which this holds, and more follows. */
export function dropFromTop(root: Root, holds: (image: Element) => boolean): void {
  const [first, second] = root.children.filter((node) => node.type !== "text" || node.value.trim() !== "");
  if (first?.type !== "element" || second === undefined) return;
  const isPicture = /^(?:img|figure)$/.test(first.tagName) || textWithin(first) === "";
  const [image, other] = findAll({ type: "root", children: [first] }, ({ tagName }) => tagName === "img");
  if (isPicture && image && !other && holds(image)) root.children.splice(root.children.indexOf(first), 1);
}

/** Puts what `change` gives in the place of each element, outermost first; where it gives undefined, it looks inside. */
export function replaceIn(
  parent: Root | Element,
  change: (child: Element) => ElementContent[] | undefined,
): void {
  parent.children = (parent.children as ElementContent[]).flatMap((child) => {
    if (child.type !== "element") return [child];
    const instead = change(child);
    if (instead === undefined) replaceIn(child, change);
    return instead ?? [child];
  });
}

/** The elements within for which this holds, in their order. */
export function findAll(parent: Root | Element, holds: (each: Element) => boolean): Element[] {
  return parent.children.flatMap((child) => {
    if (child.type !== "element") return [];
    return [...(holds(child) ? [child] : []), ...findAll(child, holds)];
  });
}

export function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name);
}

/** The text within an element, on one line. */
export function textWithin(part: Element | undefined, max = MAX_SHORT): string {
  return part ? tidy(toText(part), max) : "";
}
