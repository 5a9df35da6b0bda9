import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { type Absent, isNotHere, type Moved, notHere } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { LAYOUT } from "../edge/tags.ts";
import { cacheHeaders, finished } from "../http/respond.ts";
import { type Call, type Declaration, open, type Route } from "../http/route.ts";

interface Parts<P, Q, D> {
  /** Media type; the text is UTF-8. */
  type: string;
  /** One round trip to D1. */
  read: (call: Call<P, Q, unknown>) => Promise<D | Absent | Moved>;
  /** Everything that it names. */
  tags: (data: D) => string[];
  write: (data: D) => string;
  /** When what it shows last changed, in milliseconds; when the paper did, where nothing is said. */
  changedAt?: (data: D) => number;
  headers?: (data: D) => Record<string, string>;
}

/** A text for machines, kept and purged like a page: a feed, a sitemap, an article as Markdown. */
export function machinePage<P, Q, D extends { chrome: SiteChrome }>(
  declaration: Pick<Declaration<P, Q>, "id" | "path" | "summary" | "params" | "query">,
  { type, read, tags, write, changedAt = ({ chrome }) => chrome.changedAt, headers }: Parts<P, Q, D>,
): Route {
  return open("page", { ...declaration, method: "GET", cache: PAGE }, async (call: Call<P, Q, unknown>) => {
    const data = await read(call);
    if (isNotHere(data)) return await notHere(call.c, data);
    return await finished(write(data), {
      status: 200,
      headers: {
        ...cacheHeaders(PAGE, [LAYOUT, ...tags(data)]),
        "Content-Type": `${type}; charset=utf-8`,
        "Last-Modified": new Date(changedAt(data)).toUTCString(),
        ...headers?.(data),
      },
      ifNoneMatch: call.c.req.header("If-None-Match"),
    });
  });
}

/** What says nothing but what the settings and the sections say. */
export async function readChrome({
  db,
  c,
}: Call<unknown, unknown, unknown>): Promise<{ chrome: SiteChrome }> {
  const [[row]] = await db.batch([chromeStatement(db)]);
  return { chrome: chromeFrom(row, c.env.SITE_URL) };
}
