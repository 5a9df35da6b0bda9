import { articleFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { elsewhere, redirectAt } from "../articles/moved.ts";
import { articleAtPath } from "../articles/store.ts";
import type { Database } from "../db.ts";
import { ErrorView } from "../ui/error-view.tsx";
import { document } from "../ui/layout.tsx";
import { THEME_HASHES } from "../ui/theme.ts";
import { absentStory, noArticle } from "./lists.ts";
import { StandInView } from "./stand-in-view.tsx";

/** The copy's own: by the time that it is shown, pages may be dressed otherwise. */
const POLICY = [
  "default-src 'none'",
  `style-src ${THEME_HASHES.join(" ")}`,
  "img-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

interface Place {
  path: string;
  /** SITE_URL. */
  firstUrl: string;
  /** Milliseconds. */
  now: number;
}

/** What the lifeboat keeps of a path: the story; 410 or 451 where it was taken away, 301 where it stands elsewhere, 404. */
export async function drawStandIn(db: Database, { path, firstUrl, now }: Place): Promise<Response> {
  const [chromeRows, [row], [redirect]] = await db.batch([
    chromeStatement(db),
    articleAtPath(db, path),
    redirectAt(db, path),
  ]);
  const chrome = chromeFrom(chromeRows[0], firstUrl);
  if (row?.status === "published")
    return html(<StandInView chrome={chrome} article={articleFrom(row)} at={now} />, 200);
  const found = row ? absentStory(articleFrom(row), chrome) : elsewhere(redirect, chrome, { path });
  if (found && "movedTo" in found)
    return new Response(null, { status: 301, headers: { Location: found.movedTo } });
  const { absent } = found ?? noArticle(chrome);
  return html(<ErrorView chrome={chrome} refusal={absent} />, absent.status, absent.headers);
}

function html(view: ReturnType<typeof StandInView>, status: number, headers: Record<string, string> = {}) {
  return new Response(document(view), {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      ...headers,
    },
  });
}
