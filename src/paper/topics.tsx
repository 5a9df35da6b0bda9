import { spokenIn } from "../ui/language.ts";
import { words } from "../ui/words.ts";

interface Props {
  topics: { slug: string; name: string }[];
  /** The article's. */
  language: string;
  site: { language: string };
}

/** What an article is about, with the ways to more of it. */
export function Topics({ topics, language, site }: Props) {
  if (topics.length === 0) return null;
  return (
    <nav class="topics" aria-label={words(site.language).topics} {...spokenIn(site.language, language)}>
      <ul>
        {topics.map(({ slug, name }) => (
          <li>
            <a href={`/topics/${slug}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
