import type { DefaultTreeAdapterTypes } from "parse5";
import { boundedTree, CostlyText } from "./costly-tree.ts";
import type { Inscribed } from "./inscriptions.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Longer packets hold a program's history or thumbnails; what we ask for stands in short ones. */
const MAX_BYTES = 262_144;

/**
 * Alternative text, description, credit (else creator), terms (else rights) of an XMP packet, by the prefixes that
 * every program uses. It is read by the parser of HTML, as foreign content (HTML §13.2.6.5), where elements may close
 * themselves: that parser is here already, can't be made to fetch or expand anything, and puts names in lower case.
 */
export function readXmp(packet: Uint8Array): Inscribed {
  const found = packet.length > MAX_BYTES ? new Map<string, string>() : propertiesOf(packet);
  return {
    alt: found.get("iptc4xmpcore:alttextaccessibility"),
    caption: found.get("dc:description"),
    credit: found.get("photoshop:credit") ?? found.get("dc:creator"),
    licence: found.get("xmprights:usageterms") ?? found.get("dc:rights"),
  };
}

function propertiesOf(packet: Uint8Array): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (nodes: Node[]) => {
    for (const node of nodes) {
      if (!isElement(node)) continue;
      if (nameOf(node) === "rdf:description") note(node, found);
      visit(node.childNodes);
    }
  };
  try {
    visit(boundedTree(`<svg>${new TextDecoder().decode(packet)}</svg>`).childNodes);
  } catch (error) {
    if (!(error instanceof CostlyText)) throw error;
  }
  return found;
}

/** Properties of a description: its attributes and its children (ISO 16684-1 §7). */
function note(description: Element, found: Map<string, string>): void {
  for (const { name, value, prefix } of description.attrs)
    put(found, prefix ? `${prefix}:${name}` : name, value);
  for (const child of description.childNodes) if (isElement(child)) put(found, nameOf(child), saidBy(child));
}

function put(found: Map<string, string>, name: string, value: string): void {
  if (value.trim() !== "" && !found.has(name)) found.set(name, value);
}

/** A text; of alternatives the default or first; of a list all. */
function saidBy(property: Element): string {
  const items = itemsOf(property);
  if (items.length === 0) return textOf(property);
  const container = property.childNodes.find(isElement);
  if (container && nameOf(container) !== "rdf:alt") return items.map(textOf).join(", ");
  const isDefault = ({ attrs }: Element) => attrs.some(({ value }) => value === "x-default");
  const best = items.find(isDefault) ?? items[0];
  return best ? textOf(best) : "";
}

function itemsOf(property: Element): Element[] {
  return property.childNodes
    .filter(isElement)
    .flatMap((container) => container.childNodes.filter(isElement))
    .filter((item) => nameOf(item) === "rdf:li");
}

function textOf(element: Element): string {
  return element.childNodes.map((node) => ("value" in node ? node.value : "")).join("");
}

function isElement(node: Node): node is Element {
  return "attrs" in node;
}

function nameOf({ tagName }: Element): string {
  return tagName.toLowerCase();
}
