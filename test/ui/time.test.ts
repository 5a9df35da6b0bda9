import { expect, it } from "vitest";
import { When } from "../../src/ui/time.tsx";

const AT = Date.UTC(2016, 10, 30, 7, 13);
const FIRST = Date.UTC(2016, 10, 1, 18, 5);

function drawn(props: Omit<Parameters<typeof When>[0], "timeZone"> & { timeZone?: string }): string {
  return String(When({ timeZone: "UTC", ...props }));
}

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, "");
}

it.each([
  ["en", "November 30, 2016, 7:13 am", "Nov 30, 2016"],
  ["en-GB", "30 November 2016, 07:13", "30 Nov 2016"],
  ["de", "30. November 2016, 07:13 Uhr", "30. Nov. 2016"],
  ["fr", "30 novembre 2016 à 07:13", "30 nov. 2016"],
  ["es", "30 de noviembre de 2016, 7:13", "30 nov 2016"],
  ["ar", "30 نوفمبر 2016، 7:13 ص", "30 نوفمبر 2016"],
  ["ar-EG", "٣٠ نوفمبر ٢٠١٦، ٧:١٣ ص", "٣٠ نوفمبر ٢٠١٦"],
  ["ar-MA", "30 نونبر 2016، 07:13", "30 نونبر 2016"],
  ["ar-SA-u-ca-islamic", "٣٠ نوفمبر ٢٠١٦، ٧:١٣ ص", "٣٠ نوفمبر ٢٠١٦"],
  ["ja", "2016年11月30日 7:13", "2016年11月30日"],
])("writes a moment and a day as newspapers in %s do", (language, moment, day) => {
  expect(textOf(drawn({ at: AT, language }))).toBe(moment);
  expect(textOf(drawn({ at: AT, language, short: true }))).toBe(day);
});

it("writes the first of a month as French does", () => {
  expect(textOf(drawn({ at: FIRST, language: "fr" }))).toBe("1er novembre 2016 à 18:05");
  expect(textOf(drawn({ at: FIRST, language: "fr", short: true }))).toBe("1er nov. 2016");
});

it("shows the site's zone, across midnight and summer time", () => {
  const late = Date.UTC(2016, 6, 31, 22, 30);
  expect(textOf(drawn({ at: late, language: "de", timeZone: "Europe/Berlin" }))).toBe(
    "1. August 2016, 00:30 Uhr",
  );
  expect(textOf(drawn({ at: late, language: "en", timeZone: "America/Los_Angeles" }))).toBe(
    "July 31, 2016, 3:30 pm",
  );
});

it("has no spaces that old fonts lack, and no marks of direction", () => {
  for (const language of ["en", "de", "fr", "fr-CA", "es-MX", "ar", "ar-EG", "he", "fa", "ko", "th"])
    for (const short of [true, false])
      expect(textOf(drawn({ at: AT, language, short }))).not.toMatch(/[\u202f\u200e\u200f\u061c]/);
});

it("keeps the site's language beside a text in another", () => {
  expect(drawn({ at: AT, language: "en", around: "fa", short: true })).toBe(
    '<time datetime="2016-11-30" lang="en" dir="ltr">Nov 30, 2016</time>',
  );
  expect(drawn({ at: AT, language: "ar", around: "en", short: true })).toContain('lang="ar" dir="rtl"');
});
