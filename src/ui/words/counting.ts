/** The forms that a counted noun has in a language (CLDR's plural categories); "#" stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** How a language, with its region, writes numbers and counts things. */
export interface Counting {
  number: (value: number) => string;
  /** "1 article", "2 articles". */
  counted: (value: number, forms: Forms) => string;
  /** "in 40 seconds", "in 20 minutes", "in 5 hours"; never too early. */
  ahead: (seconds: number) => string;
}

export function countingIn(language: string): Counting {
  const format = new Intl.NumberFormat(language);
  const rules = new Intl.PluralRules(language);
  const relative = new Intl.RelativeTimeFormat(language);
  const number = (value: number) => format.format(value);
  return {
    number,
    ahead: (seconds) => relative.format(...inUnits(seconds)),
    counted: (value, forms) => (forms[rules.select(value)] ?? forms.other).replace("#", number(value)),
  };
}

const MINUTE_S = 60;
const HOUR_S = 3_600;

function inUnits(seconds: number): [number, "second" | "minute" | "hour"] {
  if (seconds <= MINUTE_S) return [seconds, "second"];
  if (seconds <= HOUR_S) return [Math.ceil(seconds / MINUTE_S), "minute"];
  return [Math.ceil(seconds / HOUR_S), "hour"];
}
