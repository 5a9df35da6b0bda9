import type { Result } from "../articles/search-articles.ts";
import type { Piece } from "../articles/search-excerpt.ts";
import { Card } from "../ui/card.tsx";
import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { SearchChoice, SearchForm } from "../ui/search-form.tsx";
import { words } from "../ui/words.ts";

interface Props {
  chrome: Chrome;
  /** What was asked; "" where nothing was. */
  query: string;
  section: string | undefined;
  year: string | undefined;
  years: string[];
  results: Result[];
  /** The address of more results. */
  more: string | null;
}

/** The form, and what was found. */
export function SearchView({ chrome, query, section, year, years, results, more }: Props) {
  const site = localeOf(chrome);
  const say = words(site.language);
  const title = query === "" ? say.search : say.resultsFor(apart(query));
  const sections = chrome.sections.map(({ slug, name }) => ({ value: slug, text: name }));
  const inTime = years.map((each) => ({ value: each, text: each }));
  return (
    <Layout
      chrome={chrome}
      title={title}
      description={say.searchHint}
      canonical="/search"
      current="/search"
      setting="list"
    >
      <div>
        <h1>{say.search}</h1>
        <SearchForm language={site.language} query={query} hint={say.searchHint}>
          <SearchChoice
            name="section"
            label={say.searchSection}
            all={say.allSections}
            options={sections}
            chosen={section}
          />
          <SearchChoice
            name="year"
            label={say.searchYear}
            all={say.allYears}
            options={inTime}
            chosen={year}
          />
        </SearchForm>
        {query !== "" && <Results query={query} results={results} site={site} />}
        <Pager older={more} language={site.language} label={say.moreResults} />
      </div>
    </Layout>
  );
}

function Results({ query, results, site }: Pick<Props, "query" | "results"> & { site: Locale }) {
  const say = words(site.language);
  if (results.length === 0) return <NothingFound query={query} language={site.language} />;
  return (
    <section class="results" aria-labelledby="results">
      <h2 id="results">{say.resultsFor(apart(query))}</h2>
      {results.map(({ card, excerpt }) => (
        <Card card={card} variant="second" site={site} level={3} excerpt={<Excerpt pieces={excerpt} />} />
      ))}
    </section>
  );
}

function NothingFound({ query, language }: { query: string; language: string }) {
  const say = words(language);
  return (
    <section class="end">
      <h2>{say.nothingFound(apart(query))}</h2>
      <p>{say.searchElsewhere}</p>
      <p>
        <a href="/archive">{say.toArchive}</a>
      </p>
    </section>
  );
}

function Excerpt({ pieces }: { pieces: Piece[] }) {
  return <p>{pieces.map(({ text, isHit }) => (isHit ? <mark>{text}</mark> : text))}</p>;
}

/** Words of any direction within a sentence of another (Unicode's isolates): titles can't have elements. */
function apart(query: string): string {
  return `\u2068${query}\u2069`;
}
