const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"]);

/** The direction that a language is written in. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(primary(language)) ? "rtl" : "ltr";
}

/** `lang` and `dir` for a part of a page, where its language is not that of what surrounds it. */
export function spokenIn(language: string, around: string): { lang?: string; dir?: "ltr" | "rtl" } {
  if (language === around) return {};
  const dir = directionOf(language);
  return dir === directionOf(around) ? { lang: language } : { lang: language, dir };
}

/** "pt" of "pt-BR". */
export function primary(language: string): string {
  return language.toLowerCase().split("-", 1)[0] ?? "";
}
