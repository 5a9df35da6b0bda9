import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const FOLDER = join(process.env.DATELINE_FIXTURES ?? "../shared/fixtures", "articles");

export interface FixtureArticle {
  id: string;
  language: string;
  headline: string;
  paragraphs: string[];
}

interface Line {
  id: string;
  lang: string;
  title: string;
  text?: string;
  paragraphs?: string[];
}

/**
 * The articles of the fixtures, by file; `sample` of each file, the shortest and the longest, or all of them.
 * Empty where there are none, which is loud, and an error on CI.
 */
export function fixtureArticles(sample: number): FixtureArticle[] {
  if (existsSync(FOLDER))
    return globSync("*.jsonl", { cwd: FOLDER })
      .sort()
      .flatMap((file) => extremes(articlesIn(join(FOLDER, basename(file))), sample));
  if (process.env.CI) throw new Error(`${FOLDER} is missing: on CI no test may be left out`);
  console.warn(`SKIPPED: the tests that need ${FOLDER}, which is not there (set DATELINE_FIXTURES)`);
  return [];
}

function articlesIn(file: string): FixtureArticle[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => {
    const { id, lang, title, text = "", paragraphs = text.split(/\n+/) } = JSON.parse(line) as Line;
    const kept = paragraphs.map((paragraph) => paragraph.trim()).filter(Boolean);
    return { id, language: lang, headline: title.trim(), paragraphs: kept };
  });
}

function extremes(articles: FixtureArticle[], sample: number): FixtureArticle[] {
  if (articles.length <= sample) return articles;
  const length = ({ paragraphs }: FixtureArticle) => paragraphs.join("").length;
  const sorted = articles.toSorted((a, b) => length(a) - length(b));
  return [...sorted.slice(0, Math.ceil(sample / 2)), ...sorted.slice(-Math.floor(sample / 2))];
}

/** Paragraphs as an editor would type them into Markdown: what looks like a mark is none. */
export function asMarkdown(paragraphs: readonly string[]): string {
  return paragraphs.map((each) => each.replace(/([\\`*_{}[\]<>()#+\-.!|~&=:])/g, "\\$1")).join("\n\n");
}
