import { sql } from "drizzle-orm";
import type { Statement } from "../db.ts";
import type { Act } from "../http/actor.ts";
import { archiveCounts } from "./lists-schema.ts";
import { articles } from "./schema.ts";

/**
 * The statements that count the articles of a path's day anew, then its month's and year's from these; none for what
 * has no day. They count what is there when they run, so they come last, and doing them twice does no harm.
 */
export function countArchive({ db }: Act, path: string | null): Statement[] {
  const day = /^\/(\d{4}\/\d\d\/\d\d)\//.exec(path ?? "")?.[1];
  if (day === undefined) return [];
  const [month, year] = [day.slice(0, 7), day.slice(0, 4)];
  const ofDay = sql`SELECT ${month}, ${day}, count(*) FROM ${articles} WHERE day = ${day} AND status = 'published'`;
  return [ofDay, sumOf(year, month), sumOf("", year)].map((counted) =>
    db
      .insert(archiveCounts)
      .select(counted)
      .onConflictDoUpdate({
        target: [archiveCounts.parent, archiveCounts.period],
        set: { articles: sql`excluded.articles` },
      }),
  );
}

function sumOf(parent: string, period: string) {
  return sql`SELECT ${parent}, ${period}, coalesce(sum(articles), 0) FROM ${archiveCounts} WHERE parent = ${period}`;
}
