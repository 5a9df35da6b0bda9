import { AppError } from "../errors.ts";
import { mediaType } from "./validate.ts";

/**
 * Refuses what another site makes a reader's browser send: a form needs the site's own Origin, or without Origin
 * `Sec-Fetch-Site: same-origin`; a program that names neither is no browser. Throws 403 `cross_site`.
 */
export function refuseCrossSite(request: Request, siteUrl: string): void {
  const origin = request.headers.get("Origin");
  const fetchSite = request.headers.get("Sec-Fetch-Site");
  const isNoBrowser = mediaType(request) === "application/json" && origin === null && fetchSite === null;
  const isOwn = origin === null ? fetchSite === "same-origin" : origin === siteUrl;
  if (isOwn || isNoBrowser) return;
  throw new AppError("cross_site", `This form belongs to ${siteUrl}. Open its page there and send it again.`);
}
