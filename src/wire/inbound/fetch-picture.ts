import { AppError } from "../../errors.ts";
import { readBytes } from "../../http/validate.ts";

/** Less than for uploads: several are held at once, in 128 MB. */
const MAX_FETCHED_BYTES = 10_000_000;
const TIMEOUT_MS = 5_000;

/** The bytes at an address, or why there are none, in plain words; `isTooLarge`: asking again is no use. */
export type Fetched =
  | { bytes: Uint8Array<ArrayBuffer> }
  | { bytes?: undefined; why: string; isTooLarge: boolean };

/**
 * Fetches a picture, for five seconds and up to ten megabytes whatever its headers say; a redirect is a failure. It never
 * throws. Whoever calls it has looked where the address leads.
 */
export async function fetchPicture(url: string, until: AbortSignal): Promise<Fetched> {
  const signal = AbortSignal.any([until, AbortSignal.timeout(TIMEOUT_MS)]);
  const none = (why: string, isTooLarge = false): Fetched => ({ why, isTooLarge });
  try {
    const headers = { Accept: "image/*", "User-Agent": "Dateline" };
    const response = await fetch(url, { headers, redirect: "manual", signal });
    if (response.ok) return { bytes: await readBytes(response, MAX_FETCHED_BYTES) };
    await response.body?.cancel();
    return none(`its host answers ${response.status}`);
  } catch (error) {
    if (error instanceof AppError && error.code === "too_large") return none("it is too large", true);
    const isLate = error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name);
    return none(isLate ? "it did not come in time" : "its host is out of reach");
  }
}
