import { tidy } from "../../articles/inscriptions.ts";
import { slugify } from "../../articles/slug.ts";

const MAX_NAMES = 20;
const EMAIL = /[(<]?[^\s@<>()]{1,64}@[^\s@<>()]{1,255}[)>]?/g;

/**
 * Names of people as bylines, each once. An address of e-mail that stands with a name is left out: what a payload says of
 * how to reach its authors is never published.
 */
export function peopleOf(names: readonly string[]): string[] {
  const plain = names.map((name) =>
    tidy(name, 300)
      .replace(EMAIL, " ")
      .replace(/[\s,;|/–-]+$/, ""),
  );
  return distinct(plain.map((name) => tidy(name.replace(/^by:?\s+/i, ""), 100)));
}

/** Names of topics, each once. */
export function topicsOf(names: readonly string[]): string[] {
  return distinct(names.map((name) => tidy(name, 60)));
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
