import { sql } from "drizzle-orm";
import type { ArticleInput } from "../../articles/input.ts";
import { sections } from "../../articles/schema.ts";
import type { Database } from "../../db.ts";
import type { Source } from "./source.ts";
import type { Note } from "./wording.ts";

interface Wanted {
  /** Theirs, the most telling first; undefined: they say nothing. */
  sections: string[] | undefined;
  isNew: boolean;
  kind: ArticleInput["kind"];
}

/**
 * Our section for theirs: the first that the source maps, else its default one. Who writes as we do names ours. An article
 * that has a section keeps it where nothing else is mapped, and so does one that needs none.
 */
export async function sectionOf(
  db: Database,
  source: Source,
  { sections: theirs = [], isNew, kind }: Wanted,
): Promise<{ patch: { section?: string }; notes: Note[] }> {
  const mapped = theirs.flatMap((name) => ownOf(source, name) ?? []);
  const isNeeded = kind === "story" || kind === "opinion";
  const fallback = isNew && isNeeded && source.defaultSection !== null ? [source.defaultSection] : [];
  const known = await knownSections(db, [...mapped, ...fallback]);
  const section = [...mapped, ...fallback].find((slug) => known.has(slug));
  const unmapped = theirs.filter((name) => !known.has(ownOf(source, name) ?? ""));
  const notes = unmapped.map((name) => ({ path: "section", message: `"${name}" is mapped to no section.` }));
  if (section === undefined && isNew && isNeeded)
    notes.push({ path: "section", message: "There is no section for it: give the source a default one." });
  return { patch: section === undefined ? {} : { section }, notes };
}

function ownOf({ kind, sections: map }: Source, name: string): string | undefined {
  const folded = name.trim().toLowerCase();
  const [, mapped] = Object.entries(map).find(([theirs]) => theirs.toLowerCase() === folded) ?? [];
  return mapped ?? (kind === "standard" ? folded : undefined);
}

async function knownSections(db: Database, slugs: string[]): Promise<Set<string>> {
  const rows = await db
    .select({ slug: sections.slug })
    .from(sections)
    .where(sql`${sections.slug} IN (SELECT value FROM json_each(${JSON.stringify(slugs)}))`);
  return new Set(rows.map(({ slug }) => slug));
}
