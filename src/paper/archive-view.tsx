import type { CardFace } from "../ui/card.tsx";
import { type Chrome, localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { words } from "../ui/words.ts";
import { Days, Periods } from "./archive-parts.tsx";
import { periodName } from "./period-name.ts";

interface YearFace {
  year: string;
  articles: number;
  months: { period: string; articles: number }[];
}

/** The archive: every year with its months, and what came last. */
export function ArchiveView({
  chrome,
  years,
  latest,
}: {
  chrome: Chrome;
  years: YearFace[];
  latest: CardFace[];
}) {
  const site = localeOf(chrome);
  const { archive, articles, nothingYet } = words(site.language);
  return (
    <Layout chrome={chrome} title={archive} canonical="/archive" setting="list">
      <div>
        <h1>{archive}</h1>
        {years.length === 0 && <p>{nothingYet}</p>}
        {years.map(({ year, articles: count, months }) => (
          <section class="year">
            <h2>
              <a href={`/${year}`}>{periodName(year, site.language)}</a> <small>{articles(count)}</small>
            </h2>
            <Periods periods={months} language={site.language} />
          </section>
        ))}
        <Days stories={latest} site={site} />
      </div>
    </Layout>
  );
}
