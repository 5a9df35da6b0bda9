import type { CachePolicy } from "../http/route.ts";

const REVALIDATE = "public, max-age=0, must-revalidate";
const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;
const YEAR_S = 31_536_000;

/** CONTRACT §2: how long the edge keeps what. Seconds. */
export const PAGE: CachePolicy = {
  edge: { maxAge: 5 * MINUTE_S, staleWhileRevalidate: HOUR_S, staleIfError: DAY_S },
  browser: REVALIDATE,
};
/** Not served stale while it is refreshed: who comes back after 15 seconds shall see their comment. */
export const COMMENTS: CachePolicy = {
  edge: { maxAge: 15, staleIfError: DAY_S },
  browser: REVALIDATE,
};
/** Pages that say that something is not (or no longer) there. */
export const ABSENT: CachePolicy = { edge: { maxAge: MINUTE_S, staleIfError: 0 }, browser: REVALIDATE };
/** A copy of a story while the database is out of reach. */
export const FROM_LIFEBOAT: CachePolicy = { edge: { maxAge: 10 }, browser: REVALIDATE };
/** The original of a picture in place of a smaller copy that could not be made: it may be possible in a moment. */
export const STAND_IN: CachePolicy = {
  edge: { maxAge: 5 * MINUTE_S },
  browser: `public, max-age=${MINUTE_S}`,
};
export const IMMUTABLE: CachePolicy = {
  edge: { maxAge: YEAR_S },
  browser: `public, max-age=${YEAR_S}, immutable`,
};

/** The policy for an answer that is right for `seconds` more: it is neither fresh nor served stale after that. */
export function endingAt({ edge, browser }: CachePolicy, seconds: number): CachePolicy {
  const maxAge = Math.min(edge.maxAge, Math.max(1, Math.floor(seconds)));
  const left = Math.max(0, Math.floor(seconds) - maxAge);
  const staleWhileRevalidate = Math.min(edge.staleWhileRevalidate ?? 0, left);
  return { edge: { ...edge, maxAge, staleWhileRevalidate }, browser };
}
