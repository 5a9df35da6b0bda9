/** The forms that a counted noun has in a language (CLDR's plural categories); "#" stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** In what a length of time is told. */
export type Span = "minute" | "hour" | "day";

/** How a language, with its region, writes numbers and counts things. */
export interface Counting {
  number: (value: number) => string;
  /** "1 article", "2 articles". */
  counted: (value: number, forms: Forms) => string;
  /** "in 40 seconds", "in 20 minutes", "in 5 hours"; never too early. */
  ahead: (seconds: number) => string;
  /** "40 minutes", "3 hours", "2 days", in the case that the forms have; never too short. */
  lasting: (minutes: number, forms: Record<Span, Forms>) => string;
}

export function countingIn(language: string): Counting {
  const format = new Intl.NumberFormat(language);
  const rules = new Intl.PluralRules(language);
  const relative = new Intl.RelativeTimeFormat(language);
  const number = (value: number) => format.format(value);
  const counted = (value: number, forms: Forms) =>
    (forms[rules.select(value)] ?? forms.other).replace("#", number(value));
  return {
    number,
    counted,
    ahead: (seconds) => relative.format(...inUnits(seconds)),
    lasting: (minutes, forms) => {
      const [value, unit] = spanOf(minutes);
      return counted(value, forms[unit]);
    },
  };
}

const HOUR_MIN = 60;
const DAY_MIN = 1_440;

/** Up to two days are told in hours. */
function spanOf(minutes: number): [number, Span] {
  if (minutes < HOUR_MIN) return [minutes, "minute"];
  if (minutes <= 2 * DAY_MIN) return [Math.ceil(minutes / HOUR_MIN), "hour"];
  return [Math.ceil(minutes / DAY_MIN), "day"];
}

const MINUTE_S = 60;
const HOUR_S = 3_600;

function inUnits(seconds: number): [number, "second" | "minute" | "hour"] {
  if (seconds <= MINUTE_S) return [seconds, "second"];
  if (seconds <= HOUR_S) return [Math.ceil(seconds / MINUTE_S), "minute"];
  return [Math.ceil(seconds / HOUR_S), "hour"];
}
