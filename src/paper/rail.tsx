import type { Chrome } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";

/** A brief as the rail shows it. */
export interface BriefFace {
  headline: string;
  path: string | null;
  language: string;
  publishedAt: number | null;
}

/** What the rail holds. */
export interface RailFace {
  briefs: BriefFace[];
  /** Whether there are no more briefs than these. */
  isEnd: boolean;
}

interface Props extends RailFace {
  /** The page's language. */
  language: string;
  site: Chrome["site"];
}

/** The newest briefs, beside a page. */
export function Rail({ briefs, language, site, isEnd }: Props) {
  const own = site?.language ?? "en";
  return (
    <aside class="rail" aria-labelledby="rail" {...spokenIn(own, language)}>
      <h2 id="rail">
        <a href="/in-short">{words(own).inShort}</a>
      </h2>
      {briefs.length > 0 && (
        <ul>
          {briefs.map((brief) => (
            <Brief brief={brief} language={own} timeZone={site?.timeZone ?? "UTC"} />
          ))}
        </ul>
      )}
      {isEnd && <NoMore language={own} />}
    </aside>
  );
}

function Brief({ brief, language, timeZone }: { brief: BriefFace; language: string; timeZone: string }) {
  return (
    <li {...spokenIn(brief.language, language)}>
      {brief.publishedAt !== null && (
        <When at={brief.publishedAt} language={language} timeZone={timeZone} around={brief.language} short />
      )}{" "}
      <a href={brief.path ?? "/in-short"}>{brief.headline}</a>
    </li>
  );
}

/** What stands where a list of briefs ends. */
export function NoMore({ language }: { language: string }) {
  const { noMore, noMoreHere, toArchive } = words(language);
  return (
    <div class="end">
      <p>{noMore}</p>
      <p>{noMoreHere}</p>
      <p>
        <a href="/archive">{toArchive}</a>
      </p>
    </div>
  );
}
