import { primary } from "./language.ts";
import { ARABIC, arabicCounts } from "./words/arabic.ts";
import { type Counting, countingIn } from "./words/counting.ts";
import { ENGLISH, englishCounts } from "./words/english.ts";
import { FRENCH, frenchCounts } from "./words/french.ts";
import { GERMAN, germanCounts } from "./words/german.ts";
import { SPANISH, spanishCounts } from "./words/spanish.ts";

/** What is said without numbers. */
export type Texts = typeof ENGLISH;

/** What is said with numbers, as the region writes them. */
export type Counts = ReturnType<typeof englishCounts>;

/** The words of the interface in one language. */
export type Words = Texts & Counts;

const CATALOGUES: Record<string, [Texts, (counting: Counting) => Counts]> = {
  ar: [ARABIC, arabicCounts],
  de: [GERMAN, germanCounts],
  en: [ENGLISH, englishCounts],
  es: [SPANISH, spanishCounts],
  fr: [FRENCH, frenchCounts],
};

const ready = new Map<string, Words>();

/** The interface's words in a language, or in English where nobody has translated them yet. */
export function words(language: string): Words {
  const spoken = CATALOGUES[primary(language)] ? language : "en";
  const known = ready.get(spoken) ?? wordsOf(spoken);
  ready.set(spoken, known);
  return known;
}

function wordsOf(language: string): Words {
  const [texts, counts] = CATALOGUES[primary(language)] ?? [ENGLISH, englishCounts];
  return { ...texts, ...counts(countingIn(language)) };
}
