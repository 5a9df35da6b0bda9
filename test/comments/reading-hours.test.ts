import { describe, expect, it } from "vitest";
import { editorsBackAt } from "../../src/comments/reading-hours.ts";
import { openingHours } from "../../src/http/opening-hours.ts";

const OFFICE = "Mo-Fr 09:00-18:00, Sa 10:00-14:00";

function back(hours: string | null, now: string, timeZone = "Europe/Berlin"): string | null {
  const at = editorsBackAt({ hours, timeZone }, Date.parse(now));
  return at === null ? null : new Date(at).toISOString().slice(0, 16);
}

describe("opening hours", () => {
  it.each([
    ["Mo 09:00-10:00", [{ days: [0], start: 540, end: 600 }]],
    ["Sa-Mo 00:00-24:00", [{ days: [5, 6, 0], start: 0, end: 1_440 }]],
    ["Mo,We-Th 08:00-12:00,13:00-17:30", [0, 1].map((n) => ({ days: [0, 2, 3], ...HALVES[n] }))],
    ["Fr 22:00-02:00", [{ days: [4], start: 1_320, end: 1_560 }]],
    ["Su 18:00-00:00", [{ days: [6], start: 1_080, end: 1_440 }]],
    ["Tu 09:00-10:00 , Fr 09:00-10:00", [1, 4].map((day) => ({ days: [day], start: 540, end: 600 }))],
  ])("are read: %s", (text, spans) => {
    expect(openingHours(text)).toEqual(spans);
  });

  it.each([
    "",
    "9 to 5",
    "Mo-Fr",
    "09:00-18:00",
    "Mo-Fr 9:00-18:00",
    "Mo-Fr 09:00",
    "Mo-Fr 09:00-25:00",
    "Mo-Fr 09:00-24:30",
    "Mo-Fr 24:00-24:00",
    "Mo-Fr 09:60-10:00",
    "Mo-Fr 09:00-09:00",
    "Mo-Xx 09:00-18:00",
    "mo 09:00-18:00",
    "Mo–Fr 09:00–18:00",
    "Mo-Fr 09:00-18:00, Sa",
    "Mo-Tu-We 09:00-18:00",
  ])("are refused: %j", (text) => {
    expect(openingHours(text)).toBeUndefined();
  });
});

const HALVES = [
  { start: 480, end: 720 },
  { start: 780, end: 1_050 },
];

describe("editors are back", () => {
  it.each([
    ["now, on a Monday at nine", "2026-11-30T08:00:00Z", null],
    ["now, a minute before six", "2026-11-30T16:59:59.999Z", null],
    ["tomorrow, from six on", "2026-11-30T17:00:00Z", "2026-12-01T08:00"],
    ["today, in the small hours", "2026-11-30T01:00:00Z", "2026-11-30T08:00"],
    ["on Saturday, on Friday night", "2026-11-27T20:00:00Z", "2026-11-28T09:00"],
    ["on Monday, on Saturday afternoon", "2026-11-28T13:00:00Z", "2026-11-30T08:00"],
  ])("%s", (_, now, at) => {
    expect(back(OFFICE, now)).toBe(at);
  });

  it("never where nothing is declared, or nothing that can be read", () => {
    for (const hours of [null, "9 to 5"]) expect(back(hours, "2026-11-29T12:00:00Z")).toBeNull();
  });

  it("in a week, where they read once a week", () => {
    expect(back("Mo 09:00-10:00", "2026-11-30T09:00:00Z")).toBe("2026-12-07T08:00");
  });

  it("in the site's zone, wherever that is", () => {
    expect(back("Mo 09:00-10:00", "2026-11-29T12:00:00Z", "Pacific/Kiritimati")).toBe("2026-11-29T19:00");
    expect(back("Mo 09:00-10:00", "2026-11-29T12:00:00Z", "Pacific/Pago_Pago")).toBe("2026-11-30T20:00");
    expect(back("Mo 09:00-10:00", "2026-11-29T12:00:00Z", "Asia/Kathmandu")).toBe("2026-11-30T03:15");
  });

  it("after midnight too, by the hours of the day before", () => {
    const hours = "Fr,Su 22:00-02:00";
    expect(back(hours, "2026-11-28T00:59:59Z")).toBeNull();
    expect(back(hours, "2026-11-28T01:00:00Z")).toBe("2026-11-29T21:00");
    expect(back(hours, "2026-11-30T00:30:00Z")).toBeNull();
    expect(back(hours, "2026-11-30T01:00:00Z")).toBe("2026-12-04T21:00");
  });

  it("at the same hour by the clock, before and behind a change of the clocks", () => {
    // Put forward on 29 March 2026 at 02:00, back on 25 October at 03:00.
    expect(back("Mo 09:00-10:00", "2026-03-28T12:00:00Z")).toBe("2026-03-30T07:00");
    expect(back("Mo 09:00-10:00", "2026-10-24T12:00:00Z")).toBe("2026-10-26T08:00");
    expect(back("Mo 09:00-10:00", "2026-03-07T12:00:00Z", "America/New_York")).toBe("2026-03-09T13:00");
  });

  it("an hour later where the clocks leave the hour out, the first time where it comes twice", () => {
    expect(back("Su 02:30-06:00", "2026-03-28T12:00:00Z")).toBe("2026-03-29T01:30");
    expect(back("Su 02:30-06:00", "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:30");
    expect(back("Su 02:30-06:00", "2026-10-25T01:15:00Z")).toBeNull();
    // What would last half an hour is left out as a whole.
    expect(back("Su 02:30-03:00", "2026-03-28T12:00:00Z")).toBe("2026-04-05T00:30");
  });

  it("always, where the hours are a whole week, over every change of the clocks", () => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_599_000)
      expect(editorsBackAt({ hours: "Mo-Su 00:00-24:00", timeZone: "Europe/Berlin" }, at)).toBeNull();
  });

  it("at a moment that is itself within the hours, however they lie", () => {
    for (const timeZone of ["America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza"])
      for (const hours of ["Mo 00:00-00:30", "Sa,Su 23:30-00:15", "We 02:15-02:20,22:00-03:00"])
        for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 37 * 3_601_000) {
          const backAt = editorsBackAt({ hours, timeZone }, at);
          if (backAt === null) continue;
          expect(backAt).toBeGreaterThan(at);
          expect([timeZone, hours, at, editorsBackAt({ hours, timeZone }, backAt)]).toEqual([
            timeZone,
            hours,
            at,
            null,
          ]);
          expect(editorsBackAt({ hours, timeZone }, backAt - 1)).toBe(backAt);
        }
  });
});
