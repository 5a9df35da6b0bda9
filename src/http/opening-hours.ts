const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const DAY = /^(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))?$/;
const TIMES = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/;
const DAY_MINUTES = 1_440;

/** From `start` to before `end` on each of `days` (0 is Monday); minutes since midnight, more than 1,440 where it lasts into the next day. */
export interface Span {
  days: number[];
  start: number;
  end: number;
}

export const HOURS_EXAMPLE = "Mo-Fr 09:00-18:00, Sa 10:00-14:00";

/** Opening hours as schema.org writes them: days, then their times; undefined where they can't be read. */
export function openingHours(text: string): Span[] | undefined {
  const spans: Span[] = [];
  let days: number[] = [];
  let isTimed = false;
  for (const token of text.split(/[\s,;]+/).filter(Boolean)) {
    const named = daysOf(token);
    const times = timesOf(token);
    if (named) days = isTimed ? named : [...days, ...named];
    else if (times && days.length > 0) spans.push({ days, ...times });
    else return undefined;
    isTimed = named === undefined;
  }
  return isTimed ? spans : undefined;
}

/** "Fr-Mo" is four days. */
function daysOf(token: string): number[] | undefined {
  const [, from = "", to = from] = DAY.exec(token) ?? [];
  if (from === "") return undefined;
  const first = DAYS.indexOf(from);
  const count = ((DAYS.indexOf(to) - first + DAYS.length) % DAYS.length) + 1;
  return Array.from({ length: count }, (_, n) => (first + n) % DAYS.length);
}

function timesOf(token: string): Pick<Span, "start" | "end"> | undefined {
  const match = TIMES.exec(token);
  if (!match) return undefined;
  const [hours = 0, minutes = 0, endHours = 0, endMinutes = 0] = match.slice(1).filter(Boolean).map(Number);
  const start = hours * 60 + minutes;
  const end = endHours * 60 + endMinutes;
  if (start === end) return undefined;
  return { start, end: end > start ? end : end + DAY_MINUTES };
}
