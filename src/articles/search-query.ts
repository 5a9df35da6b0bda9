import { markOf, spread, unspread } from "./search-words.ts";

/** Longest question, in characters; what stands behind it is not asked. */
export const QUERY_MAX_CHARS = 200;
const MAX_TERMS = 12;
/** A shorter beginning fits so many words that the index would merge most of itself: it is asked as a whole word. */
const PREFIX_MIN_CHARS = 3;

const UNTYPABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const QUOTES = /[“”„‟«»＂「」『』]/gu;
const READABLE = /[\p{L}\p{N}]/u;
const LAST_WORD = /[\p{L}\p{N}\p{M}]+$/u;

/** What a search is narrowed to. */
export interface Narrowing {
  status?: string | undefined;
  section?: string | undefined;
}

/**
 * A reader's words as an FTS5 query that can't be a syntax error: each word or "phrase" stands in quotation marks, and
 * all have to be found; `word*` is a beginning. Undefined where there is nothing that could be found.
 */
export function matchOf(words: string, { status, section }: Narrowing = {}): string | undefined {
  const terms = termsOf(words);
  if (terms.length === 0) return undefined;
  const marks = [
    ...(status === undefined ? [] : [markOf("status", status)]),
    ...(section === undefined ? [] : [markOf("section", section)]),
  ];
  const narrowed = marks.map((mark) => ` AND (marks : "${mark}")`).join("");
  return `({headline standfirst body byline} : (${terms.join(" AND ")}))${narrowed}`;
}

/** A question as it is asked: on one line and not too long. */
export function asAsked(words: string): string {
  const line = words.replace(UNTYPABLE, " ").replace(/\s+/g, " ").trim();
  return Array.from(line).slice(0, QUERY_MAX_CHARS).join("").trim();
}

/** Whether the query asks for letters of scripts without spaces: each of them is a word to the index. */
export function asksForLetters(match: string): boolean {
  return unspread(match) !== match;
}

function termsOf(words: string): string[] {
  const text = asAsked(words).replace(QUOTES, '"');
  const found = Array.from(text.matchAll(/"([^"]*)"|([^\s"]+)/g), ([, phrase, word]) =>
    phrase === undefined ? wordTerm(word ?? "") : term(phrase),
  );
  return [...new Set(found.filter((each) => each !== undefined))].slice(0, MAX_TERMS);
}

function wordTerm(word: string): string | undefined {
  const whole = term(word);
  if (whole === undefined || !word.endsWith("*")) return whole;
  const stem = spread(word.replace(/\*+$/, ""));
  const [last = ""] = LAST_WORD.exec(stem) ?? [];
  return Array.from(last).length < PREFIX_MIN_CHARS ? whole : `"${stem}"*`;
}

/** Text in the quotation marks of FTS5, which splits and folds it as it does the articles; undefined without a letter. */
function term(text: string): string | undefined {
  const spoken = spread(text).trim();
  return READABLE.test(spoken) ? `"${spoken}"` : undefined;
}
