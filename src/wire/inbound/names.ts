import { tidy } from "../../articles/inscriptions.ts";
import { slugify } from "../../articles/slug.ts";

const MAX_NAMES = 20;
/** Longer names are no names, and would only take time; UTF-16 units. */
const LONGEST = 300;
/** As a letter has it: something, "@", something, without brackets and quotes around it. */
const ADDRESS = /[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+/g;
const EMPTY_BRACKETS = /<\s*>|\(\s*\)|\[\s*\]/g;
const LEFT_OVER = /^[\s,;:|/–-]+|[\s,;:|/–-]+$/g;

/**
 * Names of people as bylines, each once. An address of e-mail that stands with a name is left out: what a payload says of
 * how to reach its authors is never published.
 */
export function peopleOf(names: readonly string[]): string[] {
  return distinct(names.map((name) => tidy(withoutAddresses(name).replace(/^by:?\s+/i, ""), 100)));
}

/** Names of topics, each once, without addresses of e-mail. */
export function topicsOf(names: readonly string[]): string[] {
  return distinct(names.map((name) => tidy(withoutAddresses(name), 60)));
}

/** "Jane Doe <jane@wire.example>" is "Jane Doe". */
function withoutAddresses(name: string): string {
  return tidy(name, LONGEST).replace(ADDRESS, " ").replace(EMPTY_BRACKETS, " ").replace(LEFT_OVER, "");
}

/** What has letters or digits to make a slug of, once for each slug, in their order: 20 at most. */
function distinct(names: string[]): string[] {
  const bySlug = new Map<string, string>();
  for (const name of names) {
    const slug = slugify(name);
    if (slug !== "" && !bySlug.has(slug)) bySlug.set(slug, name);
  }
  return [...bySlug.values()].slice(0, MAX_NAMES);
}
