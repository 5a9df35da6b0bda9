/** How many webhooks of sites like this one a change came by. */
export const HOPS_HEADER = "dateline-hops";
/** What came by so many goes round in circles: two sites publish what the other one does. CONTRACT §6, loop breaker. */
export const MAX_HOPS = 3;

/** The hops that a request says it has behind it; 0 where it says nothing that can be understood. */
export function hopsOf(headers: Headers): number {
  const said = headers.get(HOPS_HEADER)?.trim() ?? "";
  return /^\d{1,3}$/.test(said) ? Number(said) : 0;
}
