import { desc, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Position } from "../http/cursor.ts";
import { type Card, cardsFrom } from "./article.ts";
import { cardColumns } from "./columns.ts";
import { archiveCounts, searchDocs } from "./lists-schema.ts";
import { articles } from "./schema.ts";
import { HIT_BEGINS, HIT_ENDS, hasHit, type Piece, piecesOf } from "./search-excerpt.ts";
import { asksForLetters } from "./search-query.ts";
import { articlesFts } from "./words-table.ts";

export const RESULTS = 20;
/** So many of the newest matches are put in order by score; older ones follow in windows of the same size. */
const WINDOW = 200;
/** What a hit counts in headline, standfirst, body, byline and marks. */
const WEIGHTS = sql.raw("10, 4, 1, 3, 0");
/** The best match of a window has one point; being younger by so many milliseconds gives one more. */
const POINT_OF_AGE_MS = sql.raw(String(4 * 365 * 24 * 60 * 60 * 1_000));
/** Written out: a bound number would be a REAL, and FTS5 takes only integers for a row. */
const ROWS_A_MS = sql.raw("1000000");
const EXCERPT_WORDS = 24;
const EXCERPT_LETTERS = 60;
const NO_BOUND = "9223372036854775807";

export interface Search {
  /** From search-query.ts. */
  match: string;
  year?: string | undefined;
  /** Where the results go on. */
  from?: Position | undefined;
}

export interface Result {
  card: Card;
  excerpt: Piece[];
}

/** The statement that reads the years in which something was published, the newest first. */
export function archiveYears(db: Database) {
  return db
    .select({ year: archiveCounts.period })
    .from(archiveCounts)
    .where(sql`${archiveCounts.parent} = '' AND ${archiveCounts.articles} > 0`)
    .orderBy(desc(archiveCounts.period));
}

/**
 * The statement that reads `RESULTS + 1` of the articles that match, the best first among the `WINDOW` newest. What it
 * reads is bounded by the window, however many articles there are.
 */
export function searchArticles(db: Database, search: Search) {
  const found = (column: string) => sql.raw(`found."${column}"`);
  return db
    .select({
      ...cardColumns,
      score: sql<number>`${found("score")}`.as("score"),
      place: sql<string>`${found("place")}`.as("place"),
      bodyExcerpt: sql<string>`${found("body_excerpt")}`.as("body_excerpt"),
      standfirstMarked: sql<string>`${found("standfirst_marked")}`.as("standfirst_marked"),
      below: sql<string>`${found("below")}`.as("below"),
      rest: sql<string | null>`${found("rest")}`.as("rest"),
    })
    .from(sql`(${ranked(search)}) AS found`)
    .crossJoin(articles)
    .where(sql`${articles.id} = ${found("article")}`);
}

type Row = Awaited<ReturnType<typeof searchArticles>>[number];

/** Rows of `searchArticles` as results, and where they go on: within the window, or behind it. */
export function resultsFrom(
  rows: Row[],
  sections: Parameters<typeof cardsFrom>[1],
): { results: Result[]; next: Position | null } {
  const ordered = rows.toSorted((a, b) => b.score - a.score || (BigInt(a.place) < BigInt(b.place) ? 1 : -1));
  const shown = ordered.slice(0, RESULTS);
  const cards = cardsFrom(shown, sections);
  const results = shown.map((row, n) => ({ card: cards[n] as Card, excerpt: piecesOf(excerptOf(row)) }));
  const last = shown.at(-1);
  if (!last) return { results, next: null };
  const next = ordered.length > RESULTS ? within(last) : behind(last);
  return { results, next };
}

function excerptOf({ bodyExcerpt, standfirstMarked, standfirst }: Row): string {
  if (hasHit(bodyExcerpt)) return bodyExcerpt;
  return hasHit(standfirstMarked) ? standfirstMarked : standfirst || bodyExcerpt;
}

function within({ score, below, place }: Row): Position {
  return { at: score, id: `${below}.${place}` };
}

function behind({ rest }: Row): Position | null {
  return rest === null ? null : { at: 0, id: `${rest}.` };
}

/** Rows are written as text: they are greater than what JavaScript counts exactly. */
function ranked({ match, year, from }: Search): SQL {
  const [below = NO_BOUND, after = ""] = from?.id.split(".") ?? [];
  const size = asksForLetters(match) ? EXCERPT_LETTERS : EXCERPT_WORDS;
  return sql`
    WITH hits AS MATERIALIZED (
      SELECT rowid AS place, bm25(${articlesFts}, ${WEIGHTS}) AS weight FROM ${articlesFts}
      WHERE ${articlesFts} MATCH ${match} AND rowid < CAST(${below} AS INTEGER) ${inYear(year)}
      ORDER BY rowid DESC LIMIT ${WINDOW + 1}),
    span AS MATERIALIZED (
      SELECT max(place) + 1 AS below, min(weight) AS best, CASE WHEN count(*) > ${WINDOW} THEN min(place) END AS oldest,
        max(CASE WHEN place = CAST(${after} AS INTEGER) THEN weight END) AS shown
      FROM hits),
    top AS MATERIALIZED (
      SELECT place, ${scoreOf(sql`weight`, sql`place`)} AS score FROM hits
      WHERE place > coalesce((SELECT oldest FROM span), -1) ${after === "" ? sql`` : comesAfter(after, from?.at ?? 0)}
      ORDER BY score DESC, place DESC LIMIT ${RESULTS + 1})
    SELECT docs.article, top.score, CAST(top.place AS TEXT) AS place,
      CAST(span.below AS TEXT) AS below, CAST(span.oldest + 1 AS TEXT) AS rest,
      snippet(${articlesFts}, 2, ${HIT_BEGINS}, ${HIT_ENDS}, '…', ${size}) AS body_excerpt,
      highlight(${articlesFts}, 1, ${HIT_BEGINS}, ${HIT_ENDS}) AS standfirst_marked
    FROM ${articlesFts} CROSS JOIN top ON top.place = ${articlesFts}.rowid
      CROSS JOIN span CROSS JOIN ${searchDocs} docs ON docs."row" = top.place
    WHERE ${articlesFts} MATCH ${match}
      AND ${articlesFts}.rowid BETWEEN (SELECT min(place) FROM top) AND (SELECT max(place) FROM top)`;
}

/** Compared with what the last one shown scores now, for scores move a little with every article; else with what it had. */
function comesAfter(after: string, score: number): SQL {
  const place = sql`CAST(${after} AS INTEGER)`;
  const now = sql`coalesce(${scoreOf(sql`(SELECT shown FROM span)`, place)}, ${score})`;
  return sql`AND (${scoreOf(sql`weight`, sql`place`)}, place) < (${now}, ${place})`;
}

/** In millionths of a point. It does not depend on the time of the question, so that paging stays where it was. */
function scoreOf(weight: SQL, place: SQL): SQL {
  return sql`CAST(1e6 * (${weight} / (SELECT best FROM span) + 1.0 * ${place} / ${ROWS_A_MS} / ${POINT_OF_AGE_MS}) AS INTEGER)`;
}

/**
 * From the year's first article to its last one, by the archive's days, which are those of the site's zone. Two rows
 * are read for it, and the zone need not be known beforehand.
 */
function inYear(year: string | undefined): SQL {
  if (year === undefined) return sql``;
  const first = sql`(
    SELECT published_at FROM ${articles} INDEXED BY articles_of_day WHERE status = 'published' AND day >= ${`${year}/`}
    ORDER BY day, published_at LIMIT 1)`;
  const last = sql`(
    SELECT published_at FROM ${articles} INDEXED BY articles_of_day WHERE status = 'published' AND day < ${`${year}/~`}
    ORDER BY day DESC, published_at DESC LIMIT 1)`;
  return sql`AND rowid >= ${first} * ${ROWS_A_MS} AND rowid < (${last} + 1) * ${ROWS_A_MS}`;
}
