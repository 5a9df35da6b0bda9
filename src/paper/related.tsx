import type { Near } from "../articles/related.ts";
import type { Locale } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";

interface Props {
  stories: Near[];
  /** The page's language. */
  language: string;
  site: Locale;
}

/** Other stories near this one. */
export function Related({ stories, language, site }: Props) {
  if (stories.length === 0) return null;
  const own = site.language;
  return (
    <nav class="related" aria-labelledby="related" {...spokenIn(own, language)}>
      <h2 id="related">{words(own).related}</h2>
      <ul>
        {stories.map((story) => (
          <li {...spokenIn(story.language, own)}>
            <a href={story.path ?? "/"}>{story.headline}</a>{" "}
            {story.publishedAt !== null && (
              <When
                at={story.publishedAt}
                language={own}
                timeZone={site.timeZone}
                around={story.language}
                short
              />
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
