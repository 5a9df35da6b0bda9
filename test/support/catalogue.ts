import type { Words } from "../../src/ui/words.ts";

/** A number that no catalogue says by itself; as an argument it shows where the arguments of a phrase stand. */
const MARK = 7;

export interface Phrase {
  /** Such as "refusals.not_found.title". */
  key: string;
  text: string;
  /** How many arguments it takes. */
  arity: number;
}

/** Everything that a catalogue says; what takes arguments is given the mark for each of them. */
export function phrasesOf(words: Words): Phrase[] {
  return gather("", words);
}

function gather(key: string, value: unknown): Phrase[] {
  if (typeof value === "string") return [{ key, text: value, arity: 0 }];
  if (typeof value === "function")
    return [{ key, text: String(value(...Array(value.length).fill(MARK))), arity: value.length }];
  return Object.entries(value as object).flatMap(([name, inner]) =>
    gather(key === "" ? name : `${key}.${name}`, inner),
  );
}

/** The text of a phrase without its arguments, in pieces that hold a word of two letters at least. */
export function piecesOf({ text, arity }: Phrase): string[] {
  const pieces = arity === 0 ? text.split("\n\n") : text.split(String(MARK));
  return pieces.map((piece) => piece.trim()).filter((piece) => /\p{L}{2}/u.test(piece));
}

/** What a reader sees or hears of a page: its text, and the attributes that are read out. */
export function readAloud(html: string): string {
  const visible = html.replace(/<(style|script)\b.*?<\/\1>/gs, " ");
  const spoken = [...visible.matchAll(/ (?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(
    ([, text]) => text,
  );
  return unescaped([visible.replace(/<[^>]*>/g, " "), ...spoken].join(" ")).replace(/[ \n]+/g, " ");
}

function unescaped(text: string): string {
  const signs: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };
  return text.replace(/&(lt|gt|amp|quot|#39);/g, (whole, name: string) => signs[name] ?? whole);
}

/** The pieces that stand in a text as words of their own. */
export function foundIn(text: string, pieces: string[]): string[] {
  return pieces.filter((piece) => {
    const literal = piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
    return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "u").test(text);
  });
}
