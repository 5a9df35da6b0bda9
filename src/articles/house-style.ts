import type { Element, ElementContent, Root } from "hast";

const OWN_PICTURE = /^\/media\/[\w-]+\//;

/**
 * What the house makes of a body's markup: headings begin at h2 (the page has the only h1), links to elsewhere carry
 * rel, and a picture that is not ours becomes a link to it: no page asks another host for anything.
 */
export function houseStyle() {
  return (root: Root) => {
    root.children = root.children.map((child) => (child.type === "element" ? restyle(child) : child));
  };
}

function restyle(element: Element): Element {
  const children = element.children.map((child) => (child.type === "element" ? restyle(child) : child));
  const copy = { ...element, properties: { ...element.properties }, children };
  if (copy.tagName === "h1") return { ...copy, tagName: "h2" };
  if (copy.tagName === "h5" || copy.tagName === "h6") return { ...copy, tagName: "h4" };
  if (copy.tagName === "a") return relate(copy);
  if (copy.tagName === "img" && !OWN_PICTURE.test(String(copy.properties.src ?? ""))) return linkTo(copy);
  return copy;
}

function relate(link: Element): Element {
  const { rel: given, ...properties } = link.properties;
  const isSponsored = [given].flat().join(" ").includes("sponsored");
  const isElsewhere = /^https?:/i.test(String(properties.href ?? ""));
  const rel = [isSponsored ? "sponsored" : "", isElsewhere ? "noopener" : ""].filter(Boolean).join(" ");
  return { ...link, properties: rel ? { ...properties, rel: rel.split(" ") } : properties };
}

function linkTo({ properties }: Element): Element {
  const source = String(properties.src ?? "");
  const text: ElementContent = { type: "text", value: String(properties.alt || source) };
  if (!/^https?:\/\//i.test(source))
    return { type: "element", tagName: "span", properties: {}, children: [text] };
  return { type: "element", tagName: "a", properties: { href: source, rel: ["noopener"] }, children: [text] };
}
