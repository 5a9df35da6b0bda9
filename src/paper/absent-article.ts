import type { Article } from "../articles/article.ts";
import type { Absent } from "../edge/page.tsx";
import { storyTag } from "../edge/tags.ts";
import { AppError } from "../errors.ts";
import type { Chrome } from "../ui/chrome.ts";

/** What stands in the place of an article that is not (or no longer) public: 410, 451 (RFC 7725) or 404. */
export function absentArticle(article: Article, chrome: Chrome & { site: { url: string } | null }): Absent {
  return { absent: refusalOf(article, chrome.site?.url ?? ""), chrome, tags: [storyTag(article.id)] };
}

function refusalOf({ status, reason, law }: Article, siteUrl: string): AppError {
  if (status === "withdrawn")
    return new AppError("withdrawn", `This article was withdrawn: ${reason ?? ""}`.trim());
  if (status !== "removed") return new AppError("not_found", "There is no article at this address.");
  const headers = { Link: `<${siteUrl}/>; rel="blocked-by"` };
  return new AppError(
    "removed_for_legal_reasons",
    `This article was removed (${law ?? "law"}): ${reason ?? ""}`,
    { headers },
  );
}
