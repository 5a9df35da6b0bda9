import { hex } from "../http/secrets.ts";

/** Stands between the letters of scripts that have no spaces between words; the index reads it as a space. */
const SEAM = "\u200b";
/** Scripts whose words don't stand apart, or carry their particles with them: each letter is a word to the index. */
const UNSPACED =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}々ー]\p{M}*)/gu;
/** Vowel points that may be written or left away: Arabic harakat and tatweel, Hebrew niqqud. */
const OPTIONAL = /[\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/gu;
/** Letters whose accents the index folds only where they stand apart: it knows those of Latin by itself. */
const FOLDED_APART = /[\p{Script=Greek}Ёё]/gu;

/**
 * A text as the index reads it. Words of Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese are not told apart by
 * spaces: each of their letters stands alone, and a word that is asked for becomes a phrase of letters. That finds every
 * place where it stands and needs no dictionary, which would have to cut question and text at the same places.
 */
export function spread(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(SEAM, "")
    .replace(OPTIONAL, "")
    .replace(FOLDED_APART, (letter) => letter.normalize("NFD"))
    .replace(UNSPACED, `${SEAM}$1${SEAM}`);
}

/** A text from the index as people read it. */
export function unspread(text: string): string {
  return text.replaceAll(SEAM, "").normalize("NFC");
}

/** A mark as one word of the index, whatever letters it has. */
export function markOf(name: "status" | "kind" | "section", value: string): string {
  return `${name}${hex(new TextEncoder().encode(value))}`;
}
