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
  if (!isOwn && !isNoBrowser) throw foreignForm(siteUrl);
}

/**
 * The same for the forms of a commenter's own pages: these send no referrer, and then a browser sends `Origin: null` with
 * their forms, so that `Sec-Fetch-Site`, which no page can make up, has to say it. Throws 403 `cross_site`.
 */
export function refuseCrossSiteAct({ headers }: Request, siteUrl: string): void {
  const origin = headers.get("Origin");
  const isUnnamed = origin === null || origin === "null";
  const isOwn = isUnnamed ? headers.get("Sec-Fetch-Site") === "same-origin" : origin === siteUrl;
  if (!isOwn) throw foreignForm(siteUrl);
}

function foreignForm(siteUrl: string): AppError {
  return new AppError(
    "cross_site",
    `This form belongs to ${siteUrl}. Open its page there and send it again.`,
  );
}
