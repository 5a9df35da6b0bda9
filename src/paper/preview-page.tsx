import * as z from "zod";
import { absenceOf } from "../articles/absence.ts";
import { articleFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { previewedBy } from "../articles/preview.ts";
import { AppError } from "../errors.ts";
import { PRIVATE } from "../http/respond.ts";
import { open } from "../http/route.ts";
import { sha256 } from "../http/secrets.ts";
import { document } from "../ui/layout.tsx";
import { PreviewView } from "./preview-view.tsx";

/** `/preview/{token}`: a draft, by link, as it will look. Once it is published, the link leads there. */
export const previewPage = open(
  "page",
  {
    id: "previewPage",
    method: "GET",
    path: "/preview/:token",
    summary: "A draft, for whoever has the link.",
    params: z.object({ token: z.string().regex(/^[\w-]{43}$/) }),
  },
  async ({ db, c, now, params }) => {
    const hash = await sha256(params.token);
    const [chromeRows, [row]] = await db.batch([chromeStatement(db), previewedBy(db, { hash, now })]);
    const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
    if (!row)
      throw new AppError("not_found", "There is no such preview, or it has expired.", { headers: PRIVATE });
    const article = articleFrom(row);
    const { status, path } = article;
    if (status === "published" && path !== null)
      return new Response(null, { status: 303, headers: { ...PRIVATE, Location: encodeURI(path) } });
    if (status !== "draft" && status !== "scheduled") throw gone(absenceOf(article, chrome.settings.url));
    const view = <PreviewView chrome={chrome} article={article} />;
    const headers = { ...PRIVATE, "Content-Type": "text/html; charset=utf-8" };
    return new Response(await document(view), { headers });
  },
);

function gone(absence: AppError): AppError {
  return Object.assign(absence, { headers: { ...absence.headers, ...PRIVATE } });
}
