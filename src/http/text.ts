import * as z from "zod";

/** Control characters but for tab and line breaks, and noncharacters: XML 1.0 (§2.2), and so feeds, can't carry them. */
const isControl = (char: string) =>
  /[\p{Cc}\p{Noncharacter_Code_Point}]/u.test(char) && !"\t\n\r".includes(char);
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

function isClean(text: string): boolean {
  return text.isWellFormed() && !Array.from(text).some(isControl);
}

const REFUSED = "Control characters and broken characters can't be stored.";

/** Text of several lines, `max` UTF-16 units at most. */
export function prose(max: number) {
  return z.string().max(max).refine(isClean, REFUSED);
}

/** Text on one line, trimmed, `max` UTF-16 units at most; empty where `min` is 0, else with something to see. */
export function line(max: number, min = 0) {
  const isOneLine = (text: string) => !/[\n\r\u2028\u2029]/.test(text);
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine(isClean, REFUSED)
    .refine(isOneLine, "Line breaks are not possible here.")
    .refine((text) => min === 0 || VISIBLE.test(text), "There is nothing to see in this text.");
}

/** An address that a page may link to: http or https, nothing that runs. */
export function webUrl() {
  return z.url({ protocol: /^https?$/, error: "An address that begins with https:// is needed." }).max(2_000);
}

/** An address within the site, or elsewhere by https: for menus. Browsers read "/\\" and "/<tab>/" as "//". */
export const menuUrl = z.union([
  z
    .string()
    .max(2_000)
    .regex(/^\/(?![/\\])[^\s\\\p{Cc}]*$/u, "A path such as /about is needed."),
  z
    .url({ protocol: /^https$/, error: "A path or an address that begins with https:// is needed." })
    .max(2_000),
  z.url({ protocol: /^mailto$/ }).max(300),
]);

/** BCP 47 language tag such as "en" or "zh-Hans". */
export const languageTag = z
  .string()
  .max(35)
  .refine(isLanguage, "A language tag such as en or pt-BR is needed.");

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
