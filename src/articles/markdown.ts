import type { Root } from "hast";
import { toMdast } from "hast-util-to-mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { type Options, toMarkdown as write } from "mdast-util-to-markdown";

const options: Options = {
  bullet: "-",
  emphasis: "_",
  rule: "-",
  extensions: [gfmTableToMarkdown(), gfmStrikethroughToMarkdown()],
};

/** A clean body as Markdown (CommonMark, with the tables and strikethrough of GFM). */
export function toMarkdown(body: Root): string {
  return write(toMdast(body), options);
}
