import { diffArrays } from "diff";

/** A run of text that was kept, came in, or went out. */
export interface Part {
  is: "same" | "added" | "removed";
  text: string;
}
/** A paragraph. One without parts stands for unchanged text that is left out. */
export type Block = Part[];

/** More paragraphs that differ than this, and all between the first and the last one count as rewritten. */
const MAX_PARAGRAPH_EDITS = 400;
/** The same of words, in one run of paragraphs and in all of a text: its square is the time that a comparison takes. */
const MAX_WORD_EDITS = 400;
const MAX_WORD_EDITS_IN_ALL = 3_000;
/** UTF-16 units that are cut into words, in all of a text. */
const MAX_CHARS_IN_WORDS = 60_000;
/** Share of the shorter text that has to be kept, or word by word is harder to read than one behind the other. */
const MIN_KEPT = 0.4;
/** UTF-16 units of changes that are shown; what is longer is read in the version itself. */
const MAX_SHOWN_CHARS = 40_000;
/** UTF-16 units that are left of a long unchanged run, at its beginning and at its end. */
const MAX_SAME_CHARS = 320;
const CONTEXT_CHARS = 120;

interface Piece {
  text: string;
  /** The text without what does not count when it is compared: white space. */
  key: string;
}
interface Stretch {
  same: Piece[];
  /** What stood after it, and what stands there now. */
  removed: Piece[];
  added: Piece[];
}
interface Effort {
  edits: number;
  chars: number;
}

const BREAK: Piece = { text: "", key: "\n\n" };
const words = new Intl.Segmenter(undefined, { granularity: "word" });

/**
 * What changed between two texts: paragraphs are compared first, words only within those that changed. White space
 * does not count. Work and result are bounded; what is too much is shown as removed and added in one piece.
 */
export function diffText(before: string, after: string): Block[] {
  const effort = { edits: MAX_WORD_EDITS_IN_ALL, chars: MAX_CHARS_IN_WORDS };
  const stretches = compared(paragraphsOf(before), paragraphsOf(after), MAX_PARAGRAPH_EDITS);
  const blocks = stretches.flatMap(({ same, removed, added }, at) => [
    ...contextOf(same, { isFirst: at === 0, isLast: removed.length + added.length === 0 }),
    ...rewritten(removed, added, effort),
  ]);
  return capped(blocks);
}

function paragraphsOf(text: string): Piece[] {
  return text
    .split(/\n\s*\n/)
    .map((each) => ({ text: each.trim(), key: each.replace(/\s+/gu, " ").trim() }))
    .filter(({ key }) => key !== "");
}

/** What is the same and what is not, in turn; coarse where more than `maxEditLength` pieces differ. */
function compared(before: Piece[], after: Piece[], maxEditLength: number): Stretch[] {
  const comparator = (a: Piece, b: Piece) => a.key === b.key;
  const found = diffArrays(before, after, { comparator, maxEditLength }) ?? coarse(before, after);
  const stretches: Stretch[] = [];
  for (const { value, added, removed } of found) {
    const isSame = !added && !removed;
    const last = stretches.at(-1);
    const stretch = last && !isSame ? last : { same: [], removed: [], added: [] };
    if (stretch !== last) stretches.push(stretch);
    const member = isSame ? "same" : added ? "added" : "removed";
    stretch[member] = stretch[member].concat(value);
  }
  return stretches;
}

/** All between what both begin and end with. */
function coarse(before: Piece[], after: Piece[]) {
  const shorter = Math.min(before.length, after.length);
  const isSame = (a: number, b: number) => before.at(a)?.key === after.at(b)?.key;
  let head = 0;
  while (head < shorter && isSame(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(-1 - tail, -1 - tail)) tail++;
  const part = (value: Piece[], is: Part["is"]) => ({
    value,
    added: is === "added",
    removed: is === "removed",
  });
  return [
    part(after.slice(0, head), "same"),
    part(before.slice(head, before.length - tail), "removed"),
    part(after.slice(head, after.length - tail), "added"),
    part(after.slice(after.length - tail), "same"),
  ];
}

/** Of unchanged paragraphs those beside a change. */
function contextOf(same: Piece[], { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): Block[] {
  const near = [...(isFirst ? [] : same.slice(0, 1)), ...(isLast ? [] : same.slice(-1))];
  const blocks = near.map(({ text }): Block => [{ is: "same", text: shortened(text) }]);
  if (same.length === 1) return blocks.slice(0, 1);
  if (same.length === near.length || same.length === 0) return blocks;
  return isFirst ? [[], ...blocks] : [...blocks.slice(0, 1), [], ...blocks.slice(1)];
}

/** Paragraphs that changed: word by word, or one behind the other. */
function rewritten(removed: Piece[], added: Piece[], effort: Effort): Block[] {
  const inOnePiece = [...wholly("removed", removed), ...wholly("added", added)];
  const chars = lengthOf(removed) + lengthOf(added);
  if (removed.length === 0 || added.length === 0 || chars > effort.chars) return inOnePiece;
  effort.chars -= chars;
  const maxEdits = Math.min(MAX_WORD_EDITS, effort.edits);
  const stretches = compared(wordsOf(removed), wordsOf(added), maxEdits);
  const edits = stretches.reduce((sum, { removed: out, added: come }) => sum + out.length + come.length, 0);
  effort.edits -= Math.min(edits, maxEdits);
  const kept = stretches.reduce((sum, { same }) => sum + lengthOf(same), 0);
  if (kept < MIN_KEPT * Math.min(lengthOf(removed), lengthOf(added))) return inOnePiece;
  return inBlocks(stretches);
}

function wholly(is: Part["is"], paragraphs: Piece[]): Block[] {
  return paragraphs.map(({ text }) => [{ is, text }]);
}

function lengthOf(pieces: Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

/** Words as the script has them (UAX #29), each with the white space behind it, and the ends of paragraphs. */
function wordsOf(paragraphs: Piece[]): Piece[] {
  return paragraphs.flatMap(({ text }, at) => {
    const pieces: Piece[] = at === 0 ? [] : [BREAK];
    for (const { segment } of words.segment(text)) {
      const last = pieces.at(-1);
      if (last && last !== BREAK && segment.trim() === "") last.text += segment;
      else pieces.push({ text: segment, key: segment });
    }
    return pieces;
  });
}

function inBlocks(stretches: Stretch[]): Block[] {
  const blocks: Block[] = [[]];
  const put = (is: Part["is"], pieces: Piece[]) => {
    for (const piece of pieces) {
      const block = blocks.at(-1) ?? [];
      const last = block.at(-1);
      if (piece === BREAK) blocks.push([]);
      else if (last?.is === is) last.text += piece.text;
      else block.push({ is, text: piece.text });
    }
  };
  for (const { same, removed, added } of stretches) {
    put("same", same);
    put("removed", removed);
    put("added", added);
  }
  return blocks.filter((block) => block.length > 0).map((block) => block.map(withoutLength));
}

function withoutLength(part: Part): Part {
  return part.is === "same" ? { ...part, text: shortened(part.text) } : part;
}

function shortened(text: string): string {
  if (text.length <= MAX_SAME_CHARS) return text;
  return `${head(text, CONTEXT_CHARS)} … ${text.slice(-CONTEXT_CHARS).replace(/^(?:[\udc00-\udfff]|\S{0,30}\s)/u, "")}`;
}

/** The beginning of a text, to the end of a word where there is one near. */
function head(text: string, length: number): string {
  return text.slice(0, length).replace(/(?:[\ud800-\udbff]|\s\S{0,30})$/, "");
}

/** As much as is shown; what follows is left out. */
function capped(blocks: Block[]): Block[] {
  const shown: Block[] = [];
  let left = MAX_SHOWN_CHARS;
  for (const block of blocks) {
    if (left <= 0) return [...shown, []];
    const parts: Block = [];
    for (const { is, text } of block) {
      if (left > 0) parts.push({ is, text: text.length > left ? `${head(text, left)} …` : text });
      left -= text.length;
    }
    shown.push(parts);
  }
  return shown;
}
