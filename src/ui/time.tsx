import { primary, spokenIn } from "./language.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

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
  const text = short
    ? format(at, language, { dateStyle: "medium", timeZone })
    : inFull({ at, language, timeZone });
  return (
    <time datetime={new Date(at).toISOString()} {...spokenIn(language, around)}>
      {text}
    </time>
  );
}

function inFull({ at, language, timeZone }: Props): string {
  if (primary(language) !== "en") {
    return format(at, language, { dateStyle: "long", timeStyle: "short", timeZone });
  }
  const day = format(at, language, { dateStyle: "long", timeZone });
  const hour = format(at, language, { timeStyle: "short", timeZone });
  return `${day}, ${hour.replace(/[AP]M$/, (half) => half.toLowerCase())}`;
}

/** Intl's text with plain spaces: ICU puts U+202F before "PM", which old fonts draw as a box. */
function format(at: number, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = [language, options.timeZone, options.dateStyle, options.timeStyle].join();
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, known);
  return known.format(at).replaceAll("\u202f", " ");
}
