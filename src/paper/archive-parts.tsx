import { parentOf } from "../articles/archive.ts";
import { Card, type CardFace } from "../ui/card.tsx";
import type { Locale } from "../ui/chrome.ts";
import { words } from "../ui/words.ts";
import { dayOf, periodName } from "./period-name.ts";

interface PeriodFace {
  period: string;
  articles: number;
}

interface Spoken {
  language: string;
}

/** Months of a year or days of a month, each with its number of articles. */
export function Periods({ periods, language }: Spoken & { periods: PeriodFace[] }) {
  if (periods.length === 0) return null;
  return (
    <ul class="periods">
      {periods.map(({ period, articles }) => (
        <li>
          <a href={`/${period}`}>{periodName(period, language, true)}</a>{" "}
          <small>{words(language).articles(articles)}</small>
        </li>
      ))}
    </ul>
  );
}

/** The ways up from a part of the archive: to the archive, the year, the month. */
export function WaysUp({ period, language }: Spoken & { period: string }) {
  const { archive } = words(language);
  return (
    <nav class="crumbs" aria-label={archive}>
      <ul>
        <li>
          <a href="/archive">{archive}</a>
        </li>
        {above(period).map((each) => (
          <li>
            <a href={`/${each}`}>{periodName(each, language, true)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** "2016", "2016/11" of "2016/11/30". */
function above(period: string): string[] {
  const parent = parentOf(period);
  return parent === "" ? [] : [...above(parent), parent];
}

interface TurnsProps extends Spoken {
  earlier: string | null;
  later: string | null;
}

/** The ways to the nearest parts of the same length that have articles. */
export function Turns({ earlier, later, language }: TurnsProps) {
  if (!earlier && !later) return null;
  return (
    <p class="turns">
      {earlier && (
        <a rel="prev" href={`/${earlier}`}>
          {periodName(earlier, language)}
        </a>
      )}{" "}
      {later && (
        <a rel="next" href={`/${later}`}>
          {periodName(later, language)}
        </a>
      )}
    </p>
  );
}

/** Articles under the headings of their days. */
export function Days({ stories, site }: { stories: CardFace[]; site: Locale }) {
  const days = [...new Set(stories.map(({ path }) => dayOf(path)))];
  return (
    <>
      {days.map((day) => (
        <section class="day">
          <h2>
            <a href={`/${day}`}>{periodName(day, site.language)}</a>
          </h2>
          {stories
            .filter(({ path }) => dayOf(path) === day)
            .map((card) => (
              <Card card={card} variant="second" site={site} level={3} />
            ))}
        </section>
      ))}
    </>
  );
}
