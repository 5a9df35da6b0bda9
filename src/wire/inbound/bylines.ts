import { sql } from "drizzle-orm";
import { authors } from "../../articles/schema.ts";
import { slugify } from "../../articles/slug.ts";
import type { Database } from "../../db.ts";
import { peopleOf } from "./names.ts";
import type { Source } from "./source.ts";
import type { Note } from "./wording.ts";

export interface Byline {
  slug: string;
  name: string;
}

interface Bylines {
  patch: { authors?: string[] };
  /** Those who are no authors yet. */
  unknown: Byline[];
  notes: Note[];
}

/**
 * Who signs an article: those whom the sender names (by slug or name), else the source's default author, else the source
 * itself. An article that has authors keeps them where nobody is named.
 */
export async function bylinesOf(
  db: Database,
  { slug, defaultAuthor }: Source,
  { names, isNew }: { names: string[] | undefined; isNew: boolean },
): Promise<Bylines> {
  const named = peopleOf(names ?? []).map((name) => ({ slug: slugify(name), name }));
  if (named.length === 0 && !isNew) return { patch: {}, unknown: [], notes: [] };
  const byDefault = defaultAuthor === null ? [] : [{ slug: defaultAuthor, name: "" }];
  const candidates = named.length > 0 ? named : [...byDefault, { slug, name: slug }];
  const known = await knownAuthors(db, candidates);
  const signing =
    named.length > 0 ? named : [candidates.find((each) => known.has(each.slug)) ?? { slug, name: slug }];
  const unknown = signing.filter((each) => !known.has(each.slug));
  return {
    patch: { authors: signing.map((each) => each.slug) },
    unknown,
    notes: [
      ...(named.length > 0
        ? []
        : [{ path: "authors", message: `Nobody is named: "${signing[0]?.slug}" signs.` }]),
      ...unknown.map(({ name }) => ({ path: "authors", message: `"${name}" is made as an author.` })),
    ],
  };
}

async function knownAuthors(db: Database, candidates: Byline[]): Promise<Set<string>> {
  const slugs = JSON.stringify(candidates.map(({ slug }) => slug));
  const rows = await db
    .select({ slug: authors.slug })
    .from(authors)
    .where(sql`${authors.slug} IN (SELECT value FROM json_each(${slugs}))`);
  return new Set(rows.map(({ slug }) => slug));
}
