/** As a letter has it: something, "@", something, without brackets and quotes around it. */
const ADDRESS = /[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+/g;
const EMPTY_BRACKETS = /<\s*>|\(\s*\)|\[\s*\]/g;
const NOT_ON_A_LINE = /[\p{Cc}\p{Noncharacter_Code_Point}\s]+/gu;
/** Longer names are no names, and would only take time. */
const LONGEST = 2_000;

/** A text on one line, `max` UTF-16 units at most: what is longer ends with "…". */
export function oneLine(text: string, max: number): string {
  const line = text
    .slice(0, 10 * LONGEST)
    .toWellFormed()
    .replace(NOT_ON_A_LINE, " ")
    .trim();
  return line.length <= max
    ? line
    : `${line
        .slice(0, max - 1)
        .replace(/\p{Cs}$/u, "")
        .trimEnd()}…`;
}

/** A name without e-mail addresses: "Jane Doe <jane@wire.example>" is "Jane Doe". */
export function withoutAddresses(name: string): string {
  return name
    .slice(0, LONGEST)
    .replace(ADDRESS, " ")
    .replace(EMPTY_BRACKETS, " ")
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, "");
}

/** Whether it is a BCP 47 language tag that articles can have. */
export function isLanguage(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
