import type { AppError } from "../errors.ts";
import { cacheHeaders, finished } from "../http/respond.ts";
import {
  type AppContext,
  type CachePolicy,
  type Call,
  type Declaration,
  open,
  type Route,
} from "../http/route.ts";
import type { Chrome } from "../ui/chrome.ts";
import { ErrorView } from "../ui/error-view.tsx";
import { document } from "../ui/layout.tsx";
import { ABSENT, endingAt } from "./policy.ts";
import { LAYOUT, pathTag } from "./tags.ts";

type Node = Parameters<typeof document>[0];

/** There is nothing (any more) to show at this address: drawn in the site's design, with the error's status. */
export interface Absent {
  absent: AppError;
  chrome: Chrome;
  tags?: string[];
}

/** What is asked for stands elsewhere by now. */
export interface Moved {
  /** The whole address. */
  movedTo: string;
  tags: string[];
}

/** Whether a page found that there is nothing to draw here. */
export function isNotHere<D>(found: D | Absent | Moved): found is Absent | Moved {
  return typeof found === "object" && found !== null && ("absent" in found || "movedTo" in found);
}

/** Chrome, and when anything in the paper last changed (milliseconds): the page's Last-Modified. */
interface Drawable {
  chrome: Chrome & { changedAt: number };
}

interface PageParts<P, Q, D> {
  /** One round trip to D1. */
  read: (call: Call<P, Q, unknown>) => Promise<D | Absent | Moved>;
  tags: (data: D) => string[];
  draw: (data: D, call: Call<P, Q, unknown>) => Node;
  /** The Content-Security-Policy of a page that runs a script. */
  policy?: (data: D, call: Call<P, Q, unknown>) => string;
}

/** A public page: read in one batch, drawn, tagged with everything it names, and kept by the edge. */
export function page<P, Q, D extends Drawable>(
  declaration: Omit<Declaration<P, Q>, "method" | "role" | "cache"> & { cache: CachePolicy },
  parts: PageParts<P, Q, D>,
): Route {
  return open("page", { ...declaration, method: "GET" }, async (call: Call<P, Q, unknown>) => {
    const data = await parts.read(call);
    if (isNotHere(data)) return await notHere(call.c, data);
    const headers = {
      ...cacheHeaders(untilBannerEnds(declaration.cache, data.chrome, call.now), [
        LAYOUT,
        ...parts.tags(data),
      ]),
      "Last-Modified": new Date(data.chrome.changedAt).toUTCString(),
      ...(parts.policy ? { "Content-Security-Policy": parts.policy(data, call) } : {}),
    };
    const ifNoneMatch = call.c.req.header("If-None-Match");
    return await finished(document(parts.draw(data, call)), { status: 200, headers, ifNoneMatch });
  });
}

/** A page with a banner is not shown any longer than the banner is, stale copies included. */
function untilBannerEnds(policy: CachePolicy, { site }: Chrome, now: number): CachePolicy {
  const end = site?.banner?.until ? Date.parse(site.banner.until) : 0;
  return end > now ? endingAt(policy, (end - now) / 1_000) : policy;
}

/** The answer where there is nothing to draw. */
export async function notHere(c: AppContext, found: Absent | Moved): Promise<Response> {
  return "absent" in found ? await absentPage(c, found) : movedPage(found);
}

/** 301, kept no longer than a 404: the article may move again. Browsers ask each time. */
function movedPage({ movedTo, tags }: Moved): Response {
  const headers = { ...cacheHeaders(ABSENT, [LAYOUT, ...tags]), Location: movedTo };
  return new Response(null, { status: 301, headers });
}

/** The refusals that are kept: what is removed by law (451) is asked for each time. CONTRACT §2. */
const KEPT = [404, 410];

/** The answer for what is not there, kept for a minute and purged when something is published at its path. */
async function absentPage(c: AppContext, { absent, chrome, tags = [] }: Absent): Promise<Response> {
  const view = <ErrorView chrome={chrome} refusal={absent} />;
  const { status, headers } = absent;
  const kept = [LAYOUT, pathTag(decodeURI(new URL(c.req.url).pathname)), ...tags];
  const cache = KEPT.includes(status) ? cacheHeaders(ABSENT, kept) : { "Cache-Control": "no-store" };
  return await finished(document(view), { status, headers: { ...cache, ...headers } });
}
