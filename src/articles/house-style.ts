import type { Element, Root } from "hast";

const OWN_PICTURE = /^\/media\/[\w-]+\//;

/**
 * What the house makes of a body's markup: headings begin at h2 (the page has the only h1), links to elsewhere carry
 * rel, and a picture that is not ours becomes a link to it: no page asks another host for anything.
 */
export function houseStyle() {
  return (root: Root) => {
    root.children = root.children.map((child) => (child.type === "element" ? restyle(child, false) : child));
  };
}

function restyle(element: Element, isInLink: boolean): Element {
  const isLink = isInLink || element.tagName === "a";
  const children = element.children.map((child) =>
    child.type === "element" ? restyle(child, isLink) : child,
  );
  const copy = { ...element, properties: { ...element.properties }, children };
  if (copy.tagName === "h1") return { ...copy, tagName: "h2" };
  if (copy.tagName === "h5" || copy.tagName === "h6") return { ...copy, tagName: "h4" };
  if (copy.tagName === "a") return relate(copy);
  if (copy.tagName === "img" && !OWN_PICTURE.test(String(copy.properties.src ?? "")))
    return isInLink ? nameOf(copy) : linkTo(copy);
  return copy;
}

function relate(link: Element): Element {
  const { rel: given, ...properties } = link.properties;
  const isSponsored = [given].flat().join(" ").includes("sponsored");
  const isElsewhere = /^https?:/i.test(String(properties.href ?? ""));
  const rel = [isSponsored ? "sponsored" : "", isElsewhere ? "noopener" : ""].filter(Boolean).join(" ");
  return { ...link, properties: rel ? { ...properties, rel: rel.split(" ") } : properties };
}

/** A link to a picture that lies elsewhere; just its name where it has no address. */
function linkTo(picture: Element): Element {
  const source = String(picture.properties.src ?? "");
  const name = nameOf(picture);
  if (!/^https?:\/\//i.test(source)) return name;
  return { ...name, tagName: "a", properties: { href: source, rel: ["noopener"] } };
}

function nameOf({ properties }: Element): Element {
  const { alt, src } = properties;
  const value = String(alt || (/^https?:/i.test(String(src)) ? src : ""));
  return { type: "element", tagName: "span", properties: {}, children: [{ type: "text", value }] };
}
