import { AppError } from "../errors.ts";
import { mediaType, readBytes, readJson } from "../http/validate.ts";

const FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"];
/** 3,000 characters, percent-encoded, and some room. */
export const MAX_COMMENT_BYTES = 65_536;

/** True for programs: they are answered with JSON. A browser that sends a form is not one of them. */
export function wantsJson(request: Request): boolean {
  const accept = request.headers.get("Accept") ?? "";
  return accept.includes("application/json") || mediaType(request) === "application/json";
}

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
  throw foreignForm(siteUrl);
}

function foreignForm(siteUrl: string): AppError {
  return new AppError(
    "cross_site",
    `This form belongs to ${siteUrl}. Open the discussion there and send it again.`,
  );
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

/** The members that were sent, whatever the encoding. Throws 415, 413 or 400. */
export async function readMembers(request: Request): Promise<Record<string, unknown>> {
  const type = mediaType(request);
  if (FORM_TYPES.includes(type)) return await readForm(request);
  if (type !== "application/json")
    throw new AppError("unsupported_type", `Send ${[...FORM_TYPES, "application/json"].join(", ")}.`);
  const value = await readJson(request, "json", MAX_COMMENT_BYTES);
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new AppError("invalid", "The body has to be an object.", {
    errors: [{ path: "", code: "invalid_type", message: "The body has to be an object." }],
  });
}

async function readForm(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, MAX_COMMENT_BYTES);
  const headers = { "Content-Type": request.headers.get("Content-Type") ?? "" };
  try {
    const form = await new Response(bytes, { headers }).formData();
    return Object.fromEntries(
      [...form].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
    );
  } catch {
    throw new AppError("bad_request", "The form can't be read. Send it again.");
  }
}
