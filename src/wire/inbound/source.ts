import { asc, eq, gt } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { AppError } from "../../errors.ts";
import type { Act, Actor } from "../../http/actor.ts";
import { rfc3339 } from "../../http/respond.ts";
import { type SOURCE_KINDS, sources } from "../inbound-schema.ts";

export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Who may publish by webhook. */
export type Source = Omit<typeof sources.$inferSelect, "sections" | "pictureHosts"> & {
  /** Their sections and ours. */
  sections: Record<string, string>;
  /** From these pictures are fetched. */
  pictureHosts: string[];
};

/** The source, or undefined. */
export async function findSource(db: Database, slug: string): Promise<Source | undefined> {
  const row = await db.select().from(sources).where(eq(sources.slug, slug)).get();
  return row && sourceFrom(row);
}

/** The source. Throws 404. */
export async function getSource(db: Database, slug: string): Promise<Source> {
  const source = await findSource(db, slug);
  if (!source) throw new AppError("not_found", `There is no source "${slug}".`);
  return source;
}

/** The sources by their slugs; `limit + 1` rows where there are more. */
export async function listSources(
  db: Database,
  { limit, after }: { limit: number; after: string },
): Promise<Source[]> {
  const rows = await db
    .select()
    .from(sources)
    .where(gt(sources.slug, after))
    .orderBy(asc(sources.slug))
    .limit(limit + 1);
  return rows.map(sourceFrom);
}

function sourceFrom(row: typeof sources.$inferSelect): Source {
  return {
    ...row,
    sections: JSON.parse(row.sections) as Record<string, string>,
    pictureHosts: JSON.parse(row.pictureHosts) as string[],
  };
}

/** A source acts as an editor: what a court took away, it can't bring back. */
export function bySource(
  { db, now, requestId, hops = 0 }: Pick<Act, "db" | "now" | "requestId" | "hops">,
  slug: string,
): Act {
  const actor: Actor = { id: `source:${slug}`, name: slug, role: "editor", expiresAt: null };
  return { db, now, requestId, hops, actor };
}

/** A source as read through the API: never its secrets. */
export function sourceJson(source: Source, { siteUrl, now }: { siteUrl: string; now: number }) {
  const { slug, kind, defaultSection, sections, defaultAuthor, publish, language, pictureHosts, createdAt } =
    source;
  const until = source.beforeUntil !== null && source.beforeUntil > now ? source.beforeUntil : null;
  return {
    slug,
    kind,
    url: `${siteUrl}/hooks/${encodeURIComponent(slug)}`,
    defaultSection,
    sections,
    defaultAuthor,
    publish,
    language,
    pictureHosts,
    createdAt: rfc3339(createdAt),
    oldSecretUntil: rfc3339(until),
  };
}
