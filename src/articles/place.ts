import type { StoryPlace } from "../edge/tags.ts";
import type { Article } from "./article.ts";
import { asWritten } from "./json.ts";

type Named = Pick<ReturnType<typeof asWritten>, "kind" | "section" | "authors" | "translationOf">;

/** Where a story stands in the paper: what an event says of it for the cache. */
export function placeOf(
  path: string | null,
  id: string,
  named: Named,
  { topics }: Pick<Article, "topics">,
): StoryPlace {
  return {
    id,
    kind: named.kind,
    path,
    section: named.section,
    authors: named.authors,
    topics: topics.map((topic) => topic.slug),
    root: named.translationOf ?? id,
  };
}

/** The place of an article as it stands. */
export function currentPlace(article: Article): StoryPlace {
  return placeOf(article.path, article.id, asWritten(article), article);
}
