import type { Element, ElementContent, Root } from "hast";
import { element, findAll, hasClass, paragraph, replaceIn, text, textWithin } from "./html.ts";

type Card = (card: Element) => ElementContent[];

/** What Ghost's editor draws with classes and script, as an article says it: by the card's class. */
const CARDS: Record<string, Card> = {
  "kg-signup-card": () => [],
  "kg-bookmark-card": (card) => linkNamed(card, "kg-bookmark-title"),
  "kg-file-card": (card) => linkNamed(card, "kg-file-card-title"),
  "kg-button-card": (card) => linkNamed(card, "kg-btn"),
  "kg-audio-card": (card) => playerOf(card, "audio"),
  "kg-video-card": (card) => playerOf(card, "video"),
  "kg-callout-card": (card) => paragraph(within(card, "kg-callout-text")),
  "kg-toggle-card": toggle,
  "kg-product-card": product,
};

/** Draws Ghost's cards as plain elements. What is no card of those stays as it is. */
export function drawCards(root: Root): void {
  replaceIn(root, (child) => {
    const name = Object.keys(CARDS).find((card) => hasClass(child, card));
    return name === undefined ? undefined : CARDS[name]?.(child);
  });
}

/** The first part of a card with a class. */
function partOf(card: Element, name: string): Element | undefined {
  return findAll(card, (each) => hasClass(each, name))[0];
}

function within(card: Element, name: string): ElementContent[] {
  return partOf(card, name)?.children ?? [];
}

/** A paragraph that links where the card does, under the words of one of its parts. */
function linkNamed(card: Element, name: string): ElementContent[] {
  const [link] = findAll(card, ({ tagName, properties }) => tagName === "a" && Boolean(properties.href));
  if (!link) return paragraph([text(textWithin(card))]);
  const href = String(link.properties.href);
  return paragraph([element("a", { href }, [text(textWithin(partOf(card, name)) || href)])]);
}

/** What plays, without its buttons, and what is said under it. */
function playerOf(card: Element, tagName: "audio" | "video"): ElementContent[] {
  const [player] = findAll(card, (each) => each.tagName === tagName);
  const [caption] = findAll(card, (each) => each.tagName === "figcaption");
  const title = textWithin(partOf(card, `kg-${tagName}-title`)) || textWithin(caption);
  if (!player) return [];
  return [element(tagName, { ...player.properties, ...(title ? { title } : {}) }, player.children)];
}

function toggle(card: Element): ElementContent[] {
  const summary = element("summary", {}, within(card, "kg-toggle-heading-text"));
  return [element("details", {}, [summary, ...within(card, "kg-toggle-content")])];
}

/** Its name, what is said of it and where it is, without the stars. */
function product(card: Element): ElementContent[] {
  const name = textWithin(partOf(card, "kg-product-card-title"));
  const heading = name ? [element("h4", {}, [text(name)])] : [];
  const button = partOf(card, "kg-product-card-button");
  const where = button ? linkNamed({ ...card, children: [button] }, "kg-product-card-button") : [];
  return [...heading, ...within(card, "kg-product-card-description"), ...where];
}
