import { chromeFrom, chromeStatement, lastChrome } from "./articles/chrome.ts";
import { wantsJson } from "./comments/comment-request.ts";
import { isOutOfReach } from "./db.ts";
import { fromLifeboat } from "./edge/lifeboat.ts";
import { ABSENT } from "./edge/policy.ts";
import { LAYOUT, pathTag } from "./edge/tags.ts";
import { AppError } from "./errors.ts";
import type { Refused } from "./http/mount.ts";
import { cacheHeaders, problem } from "./http/respond.ts";
import type { AppContext } from "./http/route.ts";
import type { Chrome } from "./ui/chrome.ts";
import { ErrorView } from "./ui/error-view.tsx";
import { document } from "./ui/layout.tsx";

const PROGRAMS = ["/api/", "/hooks/"];
/** By which a cache asks whether its copy is still right. */
const CONDITIONS = ["If-None-Match", "If-Modified-Since"];
const RETRY_AFTER_S = 10;

/** Answers a refusal: with problem details to programs, with a page to readers. What was not expected is logged as 500. */
export async function refuse(c: AppContext, error: unknown, { kind, isKept }: Refused): Promise<Response> {
  const refusal = error instanceof AppError ? error : ourFault(c, error);
  const copy = kind === "page" && isKept && refusal.status === 503 ? await copyOf(c) : undefined;
  if (copy) return copy;
  if (kind === "api" || wantsJson(c.req.raw)) return problem(refusal, c.var.requestId);
  return await errorPage(c, refusal, isKept && refusal.status === 404);
}

async function errorPage(c: AppContext, refusal: AppError, isKept: boolean): Promise<Response> {
  const { status, headers } = refusal;
  const chrome = await chromeAround(c, status);
  const requestId = status >= 500 ? c.var.requestId : undefined;
  const view = <ErrorView chrome={chrome} refusal={refusal} requestId={requestId} />;
  const cache = isKept
    ? cacheHeaders(ABSENT, [LAYOUT, pathTag(c.req.path)])
    : { "Cache-Control": "no-store" };
  return new Response(await document(view), {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", ...cache, ...headers },
  });
}

/**
 * The site's design and language. D1 is not asked where it may be what failed, nor for a path outside the grammar or past
 * a gate, which must not cost a query: then it is as this isolate saw the site last, or bare and in English.
 */
async function chromeAround(c: AppContext, status: number): Promise<Chrome> {
  const isAsked = status < 500 && status !== 404 && status !== 429;
  const seen = lastChrome() ?? { site: null, sections: [] };
  if (!isAsked) return seen;
  try {
    const [[row]] = await c.var.db.batch([chromeStatement(c.var.db)]);
    return chromeFrom(row, c.env.SITE_URL);
  } catch {
    return seen;
  }
}

export function refuseUnknownPath(c: AppContext): Response | Promise<Response> {
  const kind = PROGRAMS.some((prefix) => c.req.path.startsWith(prefix)) ? "api" : "page";
  const isKept = c.req.method === "GET" || c.req.method === "HEAD";
  return refuse(c, new AppError("not_found", `There is nothing at ${c.req.path}.`), { kind, isKept });
}

/**
 * What the lifeboat has of the page. A revalidation carries If-None-Match: it is refused, so that the cache goes on with the
 * better copy that it has.
 */
async function copyOf(c: AppContext): Promise<Response | undefined> {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") return undefined;
  if (CONDITIONS.some((name) => c.req.header(name) !== undefined)) return undefined;
  try {
    return await fromLifeboat(c.env.LIFEBOAT, decodeURI(new URL(c.req.url).pathname));
  } catch (error) {
    unexpected(c, error);
    return undefined;
  }
}

/** Storage out of reach comes back by itself; anything else was not foreseen. */
function ourFault(c: AppContext, error: unknown): AppError {
  const refusal = unexpected(c, error);
  if (!isOutOfReach(error)) return refusal;
  return new AppError(
    "unavailable",
    "Our storage is out of reach. Try again in a moment; with If-Match or an Idempotency-Key nothing is done twice.",
    {
      headers: { "Retry-After": String(RETRY_AFTER_S) },
    },
  );
}

/** Our own fault: logged with the request's id and the route's pattern, never with queries or bodies. */
function unexpected(c: AppContext, error: unknown): AppError {
  const { requestId } = c.var;
  const stack = error instanceof Error ? error.stack : String(error);
  console.error(
    JSON.stringify({ level: "error", requestId, method: c.req.method, route: c.req.routePath, error: stack }),
  );
  return new AppError("internal", "That was our fault, and it has been noted. Try again in a moment.");
}
