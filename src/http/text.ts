import * as z from "zod";

/** Control characters but for tab and line breaks (Unicode category Cc). */
const isControl = (char: string) => /\p{Cc}/u.test(char) && !"\t\n\r".includes(char);

function isClean(text: string): boolean {
  return text.isWellFormed() && !Array.from(text).some(isControl);
}

const REFUSED = "Control characters and broken characters can't be stored.";

/** Text of several lines, `max` UTF-16 units at most. */
export function prose(max: number) {
  return z.string().max(max).refine(isClean, REFUSED);
}

/** Text on one line, trimmed, `max` UTF-16 units at most; empty where `min` is 0. */
export function line(max: number, min = 0) {
  const isOneLine = (text: string) => !/[\n\r\u2028\u2029]/.test(text);
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine(isClean, REFUSED)
    .refine(isOneLine, "Line breaks are not possible here.");
}

/** An address that a page may link to: http or https, nothing that runs. */
export function webUrl() {
  return z.url({ protocol: /^https?$/, error: "An address that begins with https:// is needed." }).max(2_000);
}

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
