/** Scripts that run from right to left (Unicode, Bidi_Class R and AL), by their ISO 15924 codes. */
const RIGHT_TO_LEFT = new Set([
  "Adlm",
  "Arab",
  "Aran",
  "Hebr",
  "Mand",
  "Nkoo",
  "Rohg",
  "Samr",
  "Syrc",
  "Syre",
  "Syrj",
  "Syrn",
  "Thaa",
]);

type Direction = "ltr" | "rtl";

const known = new Map<string, Direction>();

/** The direction of a language: of the script that its tag names, else of the one that it is mostly written in. */
export function directionOf(language: string): Direction {
  const direction = known.get(language) ?? directionOfScript(new Intl.Locale(language).maximize().script);
  known.set(language, direction);
  return direction;
}

function directionOfScript(script: string | undefined): Direction {
  return script !== undefined && RIGHT_TO_LEFT.has(script) ? "rtl" : "ltr";
}

/** `lang` and `dir` for a part of a page, where its language is not that of what surrounds it. */
export function spokenIn(language: string, around: string): { lang?: string; dir?: Direction } {
  if (language === around) return {};
  const dir = directionOf(language);
  return dir === directionOf(around) ? { lang: language } : { lang: language, dir };
}

/** "pt" of "pt-BR". */
export function primary(language: string): string {
  return language.toLowerCase().split("-", 1)[0] ?? "";
}
