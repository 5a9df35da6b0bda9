import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { lineColumns } from "./columns.ts";
import { archiveCounts } from "./lists-schema.ts";
import { articles } from "./schema.ts";

/** A year, month or day of the archive, "2016", "2016/11" or "2016/11/30", and how many articles it has. */
export interface Period {
  period: string;
  articles: number;
}

/** "2016/11" of "2016/11/30", "2016" of "2016/11", "" of "2016". */
export function parentOf(period: string): string {
  return period.slice(0, Math.max(0, period.lastIndexOf("/")));
}

/** The statement that reads the months of a year, or the days of a month, that have articles; newest first. */
export function partsOf(db: Database, parent: string) {
  return db
    .select({ period: archiveCounts.period, articles: archiveCounts.articles })
    .from(archiveCounts)
    .where(and(eq(archiveCounts.parent, parent), gt(archiveCounts.articles, 0)))
    .orderBy(desc(archiveCounts.period));
}

/** The statement that reads the months of every year, newest first: twelve rows a year, however many articles. */
export function everyMonth(db: Database) {
  const years = alias(archiveCounts, "years");
  return db
    .select({ period: archiveCounts.period, articles: archiveCounts.articles })
    .from(years)
    .crossJoin(archiveCounts)
    .where(and(eq(years.parent, ""), eq(archiveCounts.parent, years.period), gt(archiveCounts.articles, 0)))
    .orderBy(desc(years.period), desc(archiveCounts.period));
}

/** The statement that reads how many articles a period has, and the nearest ones of its length that have any; one row. */
export function periodFacts(db: Database, period: string) {
  const own = sql<number | null>`(
    SELECT articles FROM ${archiveCounts} WHERE parent = ${parentOf(period)} AND period = ${period})`;
  return db
    .select({
      articles: own.as("articles"),
      earlier: sql<string | null>`${nearest(period, "earlier")}`.as("earlier"),
      later: sql<string | null>`${nearest(period, "later")}`.as("later"),
    })
    .from(sql`(SELECT 1) AS always`);
}

/** The next of the same parent, else the first (or last) of the nearest parent. */
function nearest(period: string, side: "earlier" | "later"): SQL {
  const parent = parentOf(period);
  const [closest, beyond] = side === "earlier" ? [sql`max`, sql`<`] : [sql`min`, sql`>`];
  const sibling = sql`(
    SELECT ${closest}(period) FROM ${archiveCounts}
    WHERE parent = ${parent} AND period ${beyond} ${period} AND articles > 0)`;
  if (parent === "") return sibling;
  const cousin = sql`(
    SELECT ${closest}(period) FROM ${archiveCounts} WHERE parent = ${nearest(parent, side)} AND articles > 0)`;
  return sql`coalesce(${sibling}, ${cousin})`;
}

interface ListPart {
  limit: number;
  before?: Position | undefined;
}

/** The statement that reads what was published in a month or on a day, newest day first, from a position on. */
export function publishedIn(db: Database, period: string, part: ListPart) {
  const isDay = period.split("/").length === 3;
  const parent = isDay ? parentOf(period) : period;
  return publishedOnDays(
    db,
    and(eq(archiveCounts.parent, parent), isDay ? eq(archiveCounts.period, period) : undefined),
    part,
  );
}

/** The statement that reads the newest articles of the last month that has any. */
export function latestOfArchive(db: Database, limit: number) {
  return publishedOnDays(db, sql`${archiveCounts.parent} = ${nearest("~/~", "earlier")}`, { limit });
}

/**
 * Goes from day to day and reads each by the index of days; that is a partial one, so the status is written out. The
 * days are those of the paths, which a change of the date does not move.
 */
function publishedOnDays(db: Database, days: SQL | undefined, { limit, before }: ListPart) {
  return db
    .select(lineColumns)
    .from(archiveCounts)
    .crossJoin(articles)
    .where(
      and(
        days,
        gt(archiveCounts.articles, 0),
        sql`${articles.day} = ${archiveCounts.period} AND ${articles.status} = 'published'`,
        before && olderThan(before),
      ),
    )
    .orderBy(desc(archiveCounts.period), desc(articles.publishedAt), desc(articles.id))
    .limit(limit);
}

/** Days from the position's on, and of that day what is older: a bound that each step takes from the index. */
function olderThan({ at, id }: Position): SQL {
  const day = sql`(SELECT b.day FROM articles b WHERE b.id = ${id})`;
  const bound = sql`CASE ${archiveCounts.period} WHEN ${day} THEN ${at} ELSE ${Number.MAX_SAFE_INTEGER} END`;
  const isShown = sql`${archiveCounts.period} = ${day} AND ${articles.publishedAt} = ${at} AND ${articles.id} >= ${id}`;
  return sql`${archiveCounts.period} <= ${day} AND ${articles.publishedAt} <= ${bound} AND NOT (${isShown})`;
}
