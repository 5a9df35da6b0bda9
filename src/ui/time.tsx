import { primary, spokenIn } from "./language.ts";

interface Known {
  format: Intl.DateTimeFormat;
  /** What it said of a moment: a newspaper's pages name the same ones again and again, and Intl is slow. */
  texts: Map<number, string>;
}

const formats = new Map<string, Known>();
const MAX_TEXTS = 2_000;

interface Props {
  /** Milliseconds. */
  at: number;
  language: string;
  timeZone: string;
  /** The language of the text around it, where that is another: keeps a date in one piece beside the other direction. */
  around?: string;
  /** The day alone, shortened. */
  short?: boolean;
}

/** A moment, in the words of a language and the site's zone; never "two hours ago", since pages are cached. */
export function When({ at, language, timeZone, around = language, short = false }: Props) {
  const datetime = short ? dateIn(timeZone, at) : new Date(at).toISOString();
  return (
    <time datetime={datetime} {...spokenIn(language, around)}>
      {short ? dayIn({ at, language, timeZone }) : momentIn({ at, language, timeZone })}
    </time>
  );
}

/** "2016-11-30": where the day alone is shown, machines are told no more. Canadian English writes dates as ISO 8601 does. */
function dateIn(timeZone: string, at: number): string {
  return format({ at, language: "en-CA", timeZone }, "date");
}

interface Moment {
  /** Milliseconds. */
  at: number;
  language: string;
  timeZone: string;
}

/** "Nov 30, 2016": the month always as a word, since 11/12 is two days. */
function dayIn(moment: Moment): string {
  return format(moment, "day");
}

/** "Monday", or "Monday, November 30" where it is dated. */
export function weekdayOf(moment: Moment, isDated: boolean): string {
  return format(moment, isDated ? "datedWeekday" : "weekday");
}

/** "9:00 am": the hour as newspapers of the language write it. */
export function hourOf(moment: Moment): string {
  const hour = format(moment, "hour");
  switch (primary(moment.language)) {
    case "en":
      return hour.replace(/[AP]M$/, (half) => half.toLowerCase());
    case "de":
      return `${hour} Uhr`;
    default:
      return hour;
  }
}

/** Day and hour as newspapers of the language join them, where ICU's way is not theirs. */
function momentIn(moment: Moment): string {
  const day = format(moment, "longDay");
  const hour = hourOf(moment);
  switch (primary(moment.language)) {
    case "en":
    case "de":
    case "es":
      return `${day}, ${hour}`;
    case "ar":
      return `${day}، ${hour}`;
    default:
      return format(moment, "longMoment");
  }
}

const STYLES = {
  date: { year: "numeric", month: "2-digit", day: "2-digit" },
  day: { year: "numeric", month: "short", day: "numeric" },
  longDay: { dateStyle: "long" },
  weekday: { weekday: "long" },
  datedWeekday: { weekday: "long", day: "numeric", month: "long" },
  hour: { timeStyle: "short" },
  longMoment: { dateStyle: "long", timeStyle: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

function format({ at, language, timeZone }: Moment, style: keyof typeof STYLES): string {
  const key = `${language},${timeZone},${style}`;
  const known = formats.get(key) ?? {
    format: formatOf(language, { ...STYLES[style], timeZone }),
    texts: new Map(),
  };
  formats.set(key, known);
  const { texts } = known;
  const text = texts.get(at) ?? textOf(known.format, { at, language });
  if (texts.size >= MAX_TEXTS) texts.clear();
  texts.set(at, text);
  return text;
}

/** Intl's text with plain spaces: ICU puts U+202F before "PM", which old fonts draw as a box. */
function textOf(form: Intl.DateTimeFormat, { at, language }: Omit<Moment, "timeZone">): string {
  const text = form.format(at).replaceAll("\u202f", " ");
  // The first of a month is an ordinal in French.
  return primary(language) === "fr" ? text.replace(/^1 /, "1er ") : text;
}

/** Arabic is written by the Gregorian calendar wherever it is read, as the addresses of the archive are. */
function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const calendar = primary(language) === "ar" ? { calendar: "gregory" } : {};
  return new Intl.DateTimeFormat(language, { ...options, ...calendar });
}
