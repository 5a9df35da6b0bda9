import { type SQL, sql } from "drizzle-orm";

/** Counted no further: who is told "more than 1,000" knows what to do. */
const MAX_COUNTED = 1_000;

/** How many rows `from` ("articles WHERE …") has; 1,001 for any more than 1,000. */
export function numberOf(from: SQL) {
  return sql<number>`(SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${MAX_COUNTED + 1}))`.as("uses");
}

/** "1 article is", "12 articles are". */
export function sayArticles(uses: number): string {
  if (uses > MAX_COUNTED) return `More than ${MAX_COUNTED} articles are`;
  return uses === 1 ? "1 article is" : `${uses} articles are`;
}
