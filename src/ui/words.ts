import { primary } from "./language.ts";
import { ARABIC, arabicCounts } from "./words/arabic.ts";
import { type Counting, countingIn } from "./words/counting.ts";
import { DESK_ARABIC, deskArabicCounts } from "./words/desk/arabic.ts";
import { DESK_ENGLISH, deskEnglishCounts } from "./words/desk/english.ts";
import { DESK_FRENCH, deskFrenchCounts } from "./words/desk/french.ts";
import { DESK_GERMAN, deskGermanCounts } from "./words/desk/german.ts";
import { DESK_SPANISH, deskSpanishCounts } from "./words/desk/spanish.ts";
import { ENGLISH, englishCounts } from "./words/english.ts";
import { FRENCH, frenchCounts } from "./words/french.ts";
import { GERMAN, germanCounts } from "./words/german.ts";
import { SPANISH, spanishCounts } from "./words/spanish.ts";

/** What is said without numbers. */
export type Texts = typeof ENGLISH;

/** What is said with numbers, as the region writes them. */
export type Counts = ReturnType<typeof englishCounts>;

/** The words of the interface in one language. */
export type Words = Texts & Counts & { desk: DeskWords };

const CATALOGUES: Record<string, [Texts, (counting: Counting) => Counts]> = {
  ar: [ARABIC, arabicCounts],
  de: [GERMAN, germanCounts],
  en: [ENGLISH, englishCounts],
  es: [SPANISH, spanishCounts],
  fr: [FRENCH, frenchCounts],
};

/** What the desk says without numbers, and with them. */
export type DeskTexts = typeof DESK_ENGLISH;
export type DeskCounts = ReturnType<typeof deskEnglishCounts>;
export type DeskWords = DeskTexts & DeskCounts;

const DESKS: Record<string, [DeskTexts, (counting: Counting) => DeskCounts]> = {
  ar: [DESK_ARABIC, deskArabicCounts],
  de: [DESK_GERMAN, deskGermanCounts],
  en: [DESK_ENGLISH, deskEnglishCounts],
  es: [DESK_SPANISH, deskSpanishCounts],
  fr: [DESK_FRENCH, deskFrenchCounts],
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
  const [deskTexts, deskCounts] = DESKS[primary(language)] ?? [DESK_ENGLISH, deskEnglishCounts];
  const counting = countingIn(language);
  return { ...texts, ...counts(counting), desk: { ...deskTexts, ...deskCounts(counting) } };
}
