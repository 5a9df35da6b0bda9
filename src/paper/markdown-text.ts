import type { PhrasingContent, Root, RootContent } from "mdast";
import { toMarkdown } from "mdast-util-to-markdown";

/** Markdown of these blocks; whatever is in their texts is shown as text. */
export function markdownText(blocks: RootContent[]): string {
  const root: Root = { type: "root", children: blocks };
  return toMarkdown(root, { bullet: "-" });
}

export function heading(depth: 1 | 2, value: string): RootContent {
  return { type: "heading", depth, children: [text(value)] };
}

export function paragraph(...children: PhrasingContent[]): RootContent {
  return { type: "paragraph", children };
}

/** A list without empty lines between its items. */
export function list(items: PhrasingContent[][]): RootContent {
  const children = items.map((item) => ({
    type: "listItem" as const,
    children: [{ type: "paragraph" as const, children: item }],
  }));
  return { type: "list", spread: false, children };
}

export function link(value: string, url: string): PhrasingContent {
  return { type: "link", url, children: [text(value)] };
}

export function text(value: string): PhrasingContent {
  return { type: "text", value };
}
