import type { Element, Root } from "hast";
import { type BodyPictures, isOwn } from "./body-pictures.ts";

/** What would show something of another host's: what readers get is a link to it. */
const EMBEDS: Record<string, string> = {
  iframe: "src",
  embed: "src",
  video: "src",
  audio: "src",
  object: "data",
};

export interface HouseStyle {
  /** Whether somebody paid for the text: search engines are told so at every link to elsewhere. */
  isSponsored?: boolean;
  /** The pictures that are known; where nobody has looked, any address under /media is taken for one. */
  pictures?: BodyPictures | undefined;
}

/**
 * What the house makes of a body's markup: headings begin at h2 (the page has the only h1), links to elsewhere carry
 * rel, and what is not ours, a picture or an embed, becomes a link to it: no page asks another host for anything.
 */
export function houseStyle({ isSponsored = false, pictures }: HouseStyle) {
  return (root: Root) => {
    root.children = root.children.map((child) =>
      child.type === "element" ? restyle(child, { isInLink: false, isSponsored, pictures }) : child,
    );
  };
}

interface Around {
  isInLink: boolean;
  isSponsored: boolean;
  pictures: BodyPictures | undefined;
}

function restyle(element: Element, around: Around): Element {
  const { isInLink, isSponsored } = around;
  const inside = { ...around, isInLink: isInLink || element.tagName === "a" };
  const children = element.children.map((child) =>
    child.type === "element" ? restyle(child, inside) : child,
  );
  const copy = { ...element, properties: { ...element.properties }, children };
  if (copy.tagName === "h1") return { ...copy, tagName: "h2" };
  if (copy.tagName === "h5" || copy.tagName === "h6") return { ...copy, tagName: "h4" };
  // An aside would be a landmark of the page, which a pull quote is not.
  if (copy.tagName === "aside") copy.properties.role = "note";
  if (copy.tagName === "a") return relate(copy, isSponsored);
  if (Object.hasOwn(EMBEDS, copy.tagName)) return linkToEmbed(copy);
  if (copy.tagName === "img" && !isOwn(String(copy.properties.src ?? ""), around.pictures))
    return isInLink ? nameOf(copy) : linkTo(copy);
  return copy;
}

function relate(link: Element, isSponsored: boolean): Element {
  const { rel: given, ...properties } = link.properties;
  const isElsewhere = /^https?:/i.test(String(properties.href ?? ""));
  const isPaid = (isSponsored && isElsewhere) || [given].flat().join(" ").includes("sponsored");
  const rel = [isPaid ? "sponsored" : "", isElsewhere ? "noopener" : ""].filter(Boolean).join(" ");
  return { ...link, properties: rel ? { ...properties, rel: rel.split(" ") } : properties };
}

/** A link to a picture that lies elsewhere; just its name where it has no address. */
function linkTo(picture: Element): Element {
  const source = String(picture.properties.src ?? "");
  const name = nameOf(picture);
  if (!/^https?:\/\//i.test(source)) return name;
  return { ...name, tagName: "a", properties: { href: source, rel: ["noopener"] } };
}

/** A paragraph with a link to what was embedded, named by its title or its host; nothing where it has no address. */
function linkToEmbed({ tagName, properties, children }: Element): Element {
  const [source] = children.filter((child) => child.type === "element" && child.tagName === "source");
  const own = properties[EMBEDS[tagName] ?? ""];
  const address = String(own ?? (source?.type === "element" ? source.properties.src : "") ?? "");
  const url = URL.parse(address.startsWith("//") ? `https:${address}` : address);
  if (!url || !/^https?:$/.test(url.protocol)) return text("span", "");
  const link = text("a", String(properties.title || url.host));
  return { ...text("p", ""), children: [{ ...link, properties: { href: url.href, rel: ["noopener"] } }] };
}

function text(tagName: string, value: string): Element {
  return { type: "element", tagName, properties: {}, children: [{ type: "text", value }] };
}

function nameOf({ properties }: Element): Element {
  const { alt, src } = properties;
  return text("span", String(alt || (/^https?:/i.test(String(src)) ? src : "")));
}
