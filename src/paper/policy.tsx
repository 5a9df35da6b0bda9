import { raw } from "hono/html";
import type { Article } from "../articles/article.ts";
import type { Locale } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { FRAGMENT_SCRIPT } from "../ui/scripts.ts";
import { words } from "../ui/words.ts";

interface Props {
  article: Pick<Article, "path" | "comments" | "language">;
  /** Cleaned when it was written. */
  policyHtml: string;
  site: Locale;
}

/** The comment policy, and the way to the discussion, which a script brings here when it is scrolled to. */
export function Policy({ article, policyHtml, site }: Props) {
  const say = words(site.language);
  const isClosed = article.comments === "closed";
  return (
    <section class="policy" {...spokenIn(site.language, article.language)}>
      <h2>{say.comments}</h2>
      {raw(policyHtml)}
      {isClosed && <p>{say.closed}</p>}
      <p>
        <a class="act" href={`${article.path}/comments`}>
          {isClosed ? say.readComments : say.join}
        </a>
      </p>
      <script>{raw(FRAGMENT_SCRIPT)}</script>
    </section>
  );
}
