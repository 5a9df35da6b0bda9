import { unspread } from "./search-words.ts";

/** Stand around what was found in a text from the index; no article can hold them. */
export const HIT_BEGINS = "\u0002";
export const HIT_ENDS = "\u0003";

/** A part of an excerpt, and whether it is what was searched for. */
export interface Piece {
  text: string;
  isHit: boolean;
}

/** A text from the index, cut at its marks. */
export function piecesOf(marked: string): Piece[] {
  const [before = "", ...found] = unspread(marked).split(HIT_BEGINS);
  const pieces = [{ text: before, isHit: false }];
  for (const part of found) {
    const [hit = "", ...after] = part.split(HIT_ENDS);
    pieces.push({ text: hit, isHit: true }, { text: after.join(""), isHit: false });
  }
  return pieces.filter(({ text }) => text !== "");
}

export function hasHit(marked: string): boolean {
  return marked.includes(HIT_BEGINS);
}
