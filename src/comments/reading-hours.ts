import { openingHours, type Span } from "../http/opening-hours.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Day 0 of the epoch was a Thursday. */
const FIRST_WEEKDAY = 3;
const WEEK = 7;

interface Hours {
  /** Declared hours, as schema.org writes them; null: none are. */
  hours: string | null;
  /** IANA name. */
  timeZone: string;
}

/** When editors read comments again, in milliseconds; null where they do now, or no hours are declared. */
export function editorsBackAt({ hours, timeZone }: Hours, now: number): number | null {
  const spans = hours === null ? undefined : openingHours(hours);
  if (!spans) return null;
  const today = Math.floor((now + offsetAt(now, timeZone)) / DAY_MS);
  // Hours of yesterday may last into today, and the only ones of a week may just be over, or left out by the clocks.
  for (let day = today - 1; day <= today + 2 * WEEK; day++) {
    const times = spansOf(spans, day, timeZone);
    if (times.some(({ start, end }) => start <= now && now < end)) return null;
    const starts = times.flatMap(({ start, end }) => (start > now && end > start ? [start] : []));
    if (starts.length > 0) return Math.min(...starts);
  }
  return null;
}

/** The hours of one day as moments. */
function spansOf(spans: readonly Span[], day: number, timeZone: string) {
  const weekday = (((day + FIRST_WEEKDAY) % WEEK) + WEEK) % WEEK;
  const at = (minutes: number) => momentOf(day * DAY_MS + minutes * MINUTE_MS, timeZone);
  return spans
    .filter(({ days }) => days.includes(weekday))
    .map(({ start, end }) => ({ start: at(start), end: at(end) }));
}

/**
 * The moment at which the clocks of a zone show `wall` (as if it were UTC). A time that comes twice is its first one;
 * one that the clocks leave out is as much later as they are put forward (RFC 5545 §3.3.5).
 */
function momentOf(wall: number, timeZone: string): number {
  const before = offsetAt(wall - DAY_MS, timeZone);
  const after = offsetAt(wall + DAY_MS, timeZone);
  if (offsetAt(wall - before, timeZone) === before) return wall - before;
  return offsetAt(wall - after, timeZone) === after ? wall - after : wall - before;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a zone are before UTC, in milliseconds. Swedish writes moments as ISO 8601 does. */
function offsetAt(at: number, timeZone: string): number {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  clocks.set(timeZone, clock);
  const whole = Math.floor(at / 1_000) * 1_000;
  return Date.parse(`${clock.format(whole).replace(" ", "T")}Z`) - whole;
}
