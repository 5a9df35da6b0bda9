import { toMdast } from "hast-util-to-mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { type Options, toMarkdown as write } from "mdast-util-to-markdown";
import { treeOf } from "./html-tree.ts";

const options: Options = {
  bullet: "-",
  emphasis: "_",
  rule: "-",
  extensions: [gfmTableToMarkdown({ tablePipeAlign: false }), gfmStrikethroughToMarkdown()],
};

/** Clean HTML as Markdown (CommonMark, with the tables and strikethrough of GFM). */
export function markdownOf(html: string): string {
  return write(toMdast(treeOf(html)), options);
}
