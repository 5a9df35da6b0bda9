import { eq, type SQL, sql } from "drizzle-orm";
import { builtOnce, type Database, type ResultOf, type Statement } from "../db.ts";
import type { Absent, Moved } from "../edge/page.tsx";
import { pathTag, storyTag } from "../edge/tags.ts";
import type { Act } from "../http/actor.ts";
import { absenceOf } from "./absence.ts";
import type { SiteChrome } from "./chrome.ts";
import { articles, redirects } from "./schema.ts";

/** The statement that reads where a path leads at which nothing stands (any more). */
export function redirectAt(db: Database, path: string) {
  return redirectThere(db, { path });
}

const redirectThere = builtOnce((db) => redirectOf(db));

/** The same before it is built, of the placeholder "path". */
export function redirectOf(db: Database) {
  const { id, status, reason, law } = articles;
  return db
    .select({ target: redirects.target, id, path: articles.path, status, reason, law })
    .from(redirects)
    .leftJoin(articles, eq(articles.id, redirects.article))
    .where(eq(redirects.path, sql.placeholder("path")));
}

export type Redirect = ResultOf<typeof redirectAt>[number];

interface Asked {
  path: string;
  /** What was asked for under an article's path, such as ".md"; only a moved article has it elsewhere. */
  suffix?: string;
}

/**
 * What stands in the place of a path that leads elsewhere: where the article is now, in one step; or that it was
 * withdrawn or removed since. Undefined: it leads nowhere.
 */
export function elsewhere(
  redirect: Redirect | undefined,
  chrome: SiteChrome,
  { path, suffix = "" }: Asked,
): Moved | Absent | undefined {
  const { url } = chrome.settings;
  if (redirect?.target && !suffix)
    return { movedTo: new URL(redirect.target, url).href, tags: [pathTag(path)] };
  if (!redirect?.id || !redirect.status) return undefined;
  const { id, status, reason, law } = redirect;
  const tags = [pathTag(path), storyTag(id)];
  if (status !== "published") return { absent: absenceOf({ status, reason, law }, url), chrome, tags };
  return { movedTo: url + encodeURI(redirect.path ?? "/") + suffix, tags };
}

/** The statements by which a path leads to the article that leaves it; nothing where `rows` finds nothing. */
export function leaveRedirect(
  { db, now }: Act,
  { id, from, to }: { id: string; from: string; to: string },
  rows: SQL,
): Statement[] {
  const isOwn = sql`path = ${to} AND article = ${id} AND EXISTS (SELECT 1 ${rows})`;
  return [
    db.delete(redirects).where(isOwn),
    db
      .insert(redirects)
      .select(sql`SELECT ${from}, NULL, ${id}, ${now} ${rows}`)
      .onConflictDoUpdate({ target: redirects.path, set: { target: null, article: id, createdAt: now } }),
  ];
}
