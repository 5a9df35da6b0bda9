import { and, eq, ne, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";
import type { Article } from "./article.ts";
import { articles, redirects, sections } from "./schema.ts";
import { isReserved, numbered, slugify } from "./slug.ts";

export const MAX_NAMESAKES = 1_000;

interface Wanted {
  article: Pick<Article, "id" | "kind" | "headline">;
  /** Null: made from the headline. */
  slug: string | null;
  /** What stands before the slug: "/2016/11/30/", or "/" for a page. */
  directory: string;
  /** Which of those that have this slug: the second is called "budget-2". */
  n: number;
}

/** The `n`th path that the article could have; undefined where it is taken by another article, a section or a redirect. */
export async function freePath(db: Database, wanted: Wanted): Promise<string | undefined> {
  const { article, directory, n } = wanted;
  const slug = numbered(wanted.slug ?? (slugify(article.headline) || article.kind), n);
  const path = directory + slug;
  if (directory === "/" && isReserved(slug)) return undefined;
  const [holders, namesakes, leadsAway] = await db.batch([
    db
      .select({ id: articles.id })
      .from(articles)
      .where(and(eq(articles.path, path), ne(articles.id, article.id))),
    db
      .select({ slug: sections.slug })
      .from(sections)
      .where(eq(sections.slug, path.slice(1))),
    db
      .select({ path: redirects.path })
      .from(redirects)
      .where(sql`${redirects.path} = ${path} AND ${redirects.article} IS NOT ${article.id}`),
  ]);
  return holders.length + namesakes.length + leadsAway.length > 0 ? undefined : path;
}

/** Where a thousand have the slug already. */
export function tooManyNamesakes(): AppError {
  return new AppError("wrong_state", "Too many articles of this day have the same slug. Choose another one.");
}

/** The last part of a path: "/2016/11/30/budget-2" → "budget-2". */
export function slugOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What stands before it: "/2016/11/30/". */
export function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
