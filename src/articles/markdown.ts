import type { Root } from "hast";
import { toMdast } from "hast-util-to-mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { type Options, toMarkdown as write } from "mdast-util-to-markdown";
import rehypeParse from "rehype-parse";
import { unified } from "unified";

const options: Options = {
  bullet: "-",
  emphasis: "_",
  rule: "-",
  extensions: [gfmTableToMarkdown(), gfmStrikethroughToMarkdown()],
};

const parser = unified().use(rehypeParse, { fragment: true });

/** A clean body as Markdown (CommonMark, with the tables and strikethrough of GFM). */
export function toMarkdown(body: Root): string {
  return write(toMdast(body), options);
}

/** The same from its HTML, for what was written before its Markdown was kept. */
export function markdownOf(bodyHtml: string): string {
  return toMarkdown(parser.parse(bodyHtml));
}
