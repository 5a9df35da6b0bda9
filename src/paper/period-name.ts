type Style = Intl.DateTimeFormatOptions;

const YEAR: Style = { year: "numeric" };
const MONTH: Style = { month: "long" };
const DAY: Style = { day: "numeric", ...MONTH };

/** By the number of a period's parts: alone, and among those of the same parent. */
const WHOLE = [YEAR, { ...MONTH, ...YEAR }, { ...DAY, ...YEAR }];
const PART = [YEAR, MONTH, { weekday: "long", ...DAY } satisfies Style];

/**
 * A year, month or day of the archive in the words of a language: "November 2016". The calendar is that of the paths,
 * whatever the language's own is. `isPart`: without what the page says already, "November".
 */
export function periodName(period: string, language: string, isPart = false): string {
  const [year = "", month = "01", day = "01"] = period.split("/");
  const parts = period.split("/").length;
  const style = (isPart ? PART : WHOLE)[parts - 1] ?? YEAR;
  const format = new Intl.DateTimeFormat(language, { ...style, calendar: "gregory", timeZone: "UTC" });
  return format.format(new Date(`${year}-${month}-${day}T00:00:00Z`));
}

/** "2016/11/30" of "/2016/11/30/kerry-wants". */
export function dayOf(path: string | null): string {
  return path?.slice(1, 11) ?? "";
}
