const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
const DAY_MIN = 1_440;

/** How long something takes, at least a minute: "12 minutes", "3 hours", "5 days"; never too short. Milliseconds. */
export function durationIn(language: string, ms: number): string {
  const [value, unit] = spanOf(Math.max(1, Math.ceil(ms / MINUTE_MS)));
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** Up to two hours in minutes, up to two days in hours. */
function spanOf(minutes: number): [number, "minute" | "hour" | "day"] {
  if (minutes <= 2 * HOUR_MIN) return [minutes, "minute"];
  if (minutes <= 2 * DAY_MIN) return [Math.ceil(minutes / HOUR_MIN), "hour"];
  return [Math.ceil(minutes / DAY_MIN), "day"];
}
