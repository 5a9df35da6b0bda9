import type { Root } from "hast";
import { sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { toText } from "hast-util-to-text";
import { Marked } from "marked";
import { invalidField } from "../errors.ts";
import { ALLOWED } from "./allowed-html.ts";
import { type BodyPictures, drawPictures, UnknownPicture } from "./body-pictures.ts";
import { CostlyText, refuseCostlyTree, tooComplex, tooDeep } from "./costly-tree.ts";
import { type HouseStyle, houseStyle } from "./house-style.ts";
import { treeOf } from "./html-tree.ts";
import type { ArticleInput } from "./input.ts";
import { isSponsored } from "./label.ts";
import { markdownOf } from "./markdown.ts";
import type { BODY_FORMATS } from "./schema.ts";

const MAX_LINES = 5_000;
const MAX_MARKS_IN_A_PARAGRAPH = 2_000;
const MAX_CELLS = 20_000;
const MAX_PASSES = 4;
/** What XML 1.0 can't carry, as feeds have to: character references may bring it in. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const markdown = new Marked({ gfm: true });

/** Once through parser, house style, allow-list, pictures and serialiser. */
function cleanedOnce(html: string, style: HouseStyle): string {
  const tree = treeOf(html);
  houseStyle(style)(tree);
  const allowed = sanitize(tree, ALLOWED) as Root;
  drawPictures(style.pictures)(allowed);
  return toHtml(allowed, { characterReferences: { useNamedReferences: true } });
}

export interface RenderedBody {
  html: string;
  wordCount: number;
  /** The same as Markdown, for machines that read. */
  markdown: string;
}

interface Rendering extends HouseStyle {
  /** The member that is named where the source is refused. */
  path?: string;
}

/**
 * The body's clean HTML, made once when it is written. Nobody's HTML is trusted, editors' included: it is parsed as a
 * browser would, cleaned by an allow-list until nothing changes, and serialised. Throws 422, naming `path`, where it would cost a parser too much.
 */
export function renderBody(
  format: (typeof BODY_FORMATS)[number],
  source: string,
  { path = "body.source", ...style }: Rendering = {},
): RenderedBody {
  try {
    refuseCostlyMarkdown(format, source);
    const raw = format === "markdown" ? markdown.parse(source, { async: false }) : source;
    refuseCostlyTree(raw);
    const html = clean(raw, style);
    return { html, wordCount: countWords(textOf(html)), markdown: markdownOf(html) };
  } catch (error) {
    throw refusalOf(error, path);
  }
}

/** The parsers descend by recursion: what exhausts the stack is nested too deep. */
function refusalOf(error: unknown, path: string): unknown {
  if (error instanceof CostlyText) return invalidField(path, error.code, error.message);
  if (error instanceof UnknownPicture) return invalidField(path, "unknown", error.message);
  return error instanceof RangeError ? refusalOf(tooDeep(), path) : error;
}

/** The body of an article as written, with its pictures. Throws as `renderBody` does, or 422 where a picture is not there. */
export function renderInput(
  { body, label }: Pick<ArticleInput, "body" | "label">,
  { pictures }: { pictures: BodyPictures },
): RenderedBody {
  const style = { isSponsored: isSponsored(label), pictures };
  return renderBody(body?.format ?? "markdown", body?.source ?? "", style);
}

/** The words of clean HTML, as a reader sees them. */
export function textOf(html: string): string {
  return toText(treeOf(html), { whitespace: "normal" });
}

function clean(raw: string, style: HouseStyle): string {
  let html = raw;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const next = cleanedOnce(html, style).replace(NOT_XML, "");
    if (next === html) return html;
    html = next;
  }
  throw new CostlyText("unstable", "This markup can't be cleaned. Simplify it.");
}

/** Marks in one paragraph are matched pairwise by the parser, and every row of a table has all its columns: both are capped. */
function refuseCostlyMarkdown(format: string, source: string): void {
  if (format !== "markdown") return;
  const isCostly =
    source.split("\n").length > MAX_LINES ||
    source
      .split(/\n\s*\n/)
      .some((part) => marksIn(part) > MAX_MARKS_IN_A_PARAGRAPH || cellsIn(part) > MAX_CELLS);
  if (isCostly) throw tooComplex();
}

function marksIn(part: string): number {
  return part.match(/[*_~[\]`<>!]/g)?.length ?? 0;
}

/** Cells of a table: its widest row times its rows; 0 where there is none. */
function cellsIn(part: string): number {
  const rows = part.split("\n");
  const width = Math.max(...rows.map((row) => row.split("|").length));
  return width > 1 ? width * rows.length : 0;
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** Words as the script has them, by Unicode segmentation (UAX #29): it counts Chinese and Thai too. */
function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike) count++;
  return count;
}
