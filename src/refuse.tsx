import { chromeFrom, chromeStatement, lastChrome } from "./articles/chrome.ts";
import { wantsJson } from "./comments/comment-request.ts";
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

/** Answers a refusal: with problem details to programs, with a page to readers. What was not expected is logged as 500. */
export async function refuse(c: AppContext, error: unknown, { kind, isKept }: Refused): Promise<Response> {
  const refusal = error instanceof AppError ? error : unexpected(c, error);
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

/** Our own fault: logged with the request's id and the route's pattern, never with queries or bodies. */
function unexpected(c: AppContext, error: unknown): AppError {
  const { requestId } = c.var;
  const stack = error instanceof Error ? error.stack : String(error);
  console.error(
    JSON.stringify({ level: "error", requestId, method: c.req.method, route: c.req.routePath, error: stack }),
  );
  return new AppError("internal", "That was our fault, and it has been noted. Try again in a moment.");
}
