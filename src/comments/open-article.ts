import { eq } from "drizzle-orm";
import { articles } from "../articles/schema.ts";
import type { Database } from "../db.ts";
import { AppError } from "../errors.ts";

/** The statement that reads what a discussion needs to know of its article. */
export function openArticle(db: Database, path: string) {
  const { id, status, headline, language, comments, reason, law } = articles;
  return db
    .select({ id, path: articles.path, status, headline, language, comments, reason, law })
    .from(articles)
    .where(eq(articles.path, path));
}

export type OpenArticle = Awaited<ReturnType<typeof openArticle>>[number];

/** Why an article that is not published has no discussion: 404, 410 or 451 (RFC 7725), as the article itself. */
export function absenceOf(article: OpenArticle | undefined, siteUrl: string): AppError {
  if (article?.status === "withdrawn")
    return new AppError("withdrawn", `The article was withdrawn: ${article.reason ?? ""}`);
  if (article?.status !== "removed") return new AppError("not_found", "There is no article at this address.");
  const headers = { Link: `<${siteUrl}/>; rel="blocked-by"` };
  const detail = `The article was removed (${article.law ?? "law"}): ${article.reason ?? ""}`;
  return new AppError("removed_for_legal_reasons", detail, { headers });
}
