import type { Article } from "../articles/article.ts";
import type { Locale } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";

/** What was wrong in an article, and since when it is right. */
export function Corrections({ article, site }: { article: Article; site: Locale }) {
  const { language, timeZone } = site;
  return (
    <>
      {article.corrections.map(({ text, createdAt }) => (
        <section class="correction">
          <h2 class="label">
            <span {...spokenIn(language, article.language)}>
              {words(language).correction}{" "}
              <When at={createdAt} language={language} timeZone={timeZone} short />
            </span>
          </h2>
          <p>{text}</p>
        </section>
      ))}
    </>
  );
}
