import { AppError } from "../errors.ts";

/** How many webhooks of sites like this one a change came by. */
export const HOPS_HEADER = "dateline-hops";
const MAX_HOPS = 3;

/** The hops that a request says it has behind it; 0 where it says nothing that can be understood. */
export function hopsOf(headers: Headers): number {
  const said = headers.get(HOPS_HEADER)?.trim() ?? "";
  return /^\d{1,3}$/.test(said) ? Number(said) : 0;
}

/** Stops what goes round in circles: two sites that publish what the other one does. Throws 422 `looping` after three hops. */
export function refuseLoop(headers: Headers): void {
  const hops = hopsOf(headers);
  if (hops < MAX_HOPS) return;
  throw new AppError(
    "looping",
    `This came by ${hops} webhooks already: it goes round in circles, and ends here.`,
  );
}
