import { Marked } from "marked";
import rehypeParse from "rehype-parse";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { type AppError, invalidField } from "../errors.ts";
import { ALLOWED } from "./allowed-html.ts";
import { houseStyle } from "./house-style.ts";
import type { BODY_FORMATS } from "./schema.ts";

const MAX_DEPTH = 50;
/** Depth times number of tags: what a parser may have to build, as misnested formatting is repeated in each block. */
const MAX_TREE_COST = 200_000;
const MAX_MARKERS_IN_A_PARAGRAPH = 2_000;
const MAX_PASSES = 4;

const markdown = new Marked({ gfm: true });
const cleaner = unified()
  .use(rehypeParse, { fragment: true })
  .use(houseStyle)
  .use(rehypeSanitize, ALLOWED)
  .use(rehypeStringify, { characterReferences: { useNamedReferences: true } });

export interface RenderedBody {
  html: string;
  wordCount: number;
}

/**
 * The body's clean HTML, made once when it is written. Nobody's HTML is trusted, editors' included: it is parsed as a
 * browser would, cleaned by an allow-list until nothing changes, and serialised. Throws 422 where it is too deep.
 */
export function renderBody(format: (typeof BODY_FORMATS)[number], source: string): RenderedBody {
  refuseCostlyMarkdown(format, source);
  const raw = format === "markdown" ? parseMarkdown(source) : source;
  refuseCostlyTree(raw);
  const html = clean(raw);
  return { html, wordCount: countWords(html) };
}

function parseMarkdown(source: string): string {
  try {
    return markdown.parse(source, { async: false });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

function clean(raw: string): string {
  let html = raw;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const next = String(cleaner.processSync(html));
    if (next === html) return html;
    html = next;
  }
  throw invalidField("body.source", "unstable", "This markup can't be cleaned. Simplify it.");
}

/** Emphasis and bracket markers in one paragraph are matched pairwise by the parser: their number is capped. */
function refuseCostlyMarkdown(format: string, source: string): void {
  if (format !== "markdown") return;
  const isCostly = source
    .split(/\n\s*\n/)
    .some((part) => (part.match(/[*_~[\]`<>]/g)?.length ?? 0) > MAX_MARKERS_IN_A_PARAGRAPH);
  if (isCostly)
    throw invalidField("body.source", "too_complex", "A paragraph has too many formatting marks. Split it.");
}

const OPTIONAL_END = new Set([
  "p",
  "li",
  "dt",
  "dd",
  "tr",
  "td",
  "th",
  "thead",
  "tbody",
  "tfoot",
  "option",
  "rt",
  "rp",
]);
const VOID = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "source",
  "track",
  "wbr",
]);

function refuseCostlyTree(html: string): void {
  let depth = 0;
  let deepest = 0;
  let tags = 0;
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    tags++;
    if (VOID.has(name.toLowerCase()) || OPTIONAL_END.has(name.toLowerCase())) continue;
    depth = slash ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  if (deepest > MAX_DEPTH || deepest * tags > MAX_TREE_COST) throw tooDeep();
}

function tooDeep(): AppError {
  return invalidField(
    "body.source",
    "too_deep",
    `The markup is nested too deep; ${MAX_DEPTH} levels are possible.`,
  );
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** Words as the script has them, by Unicode segmentation (UAX #29): it counts Chinese and Thai too. */
function countWords(html: string): number {
  const text = html.replace(/<[^>]*>/g, " ").replace(/&#?\w+;/g, " ");
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike) count++;
  return count;
}
