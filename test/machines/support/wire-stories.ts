import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const FIXTURES = resolve(
  import.meta.dirname,
  "../../..",
  process.env.DATELINE_FIXTURES ?? "../shared/fixtures",
);
export const LANGUAGES = ["en", "ja", "ar"] as const;
/** src/articles/input.ts, BODY_MAX_CHARS. */
const BODY_MAX_CHARS = 100_000;

/** A story as an editor would send it. */
export interface WireStory {
  headline: string;
  language: string;
  body: { format: "markdown" | "html"; source: string };
}

interface Row {
  lang: string;
  title: string;
  text?: string;
  paragraphs?: string[];
}

/** A folder or file of the fixtures; undefined where it is absent, which is loud here and an error on CI. */
export function fixturePath(path: string): string | undefined {
  const file = join(FIXTURES, path);
  if (existsSync(file)) return file;
  if (process.env.CI) throw new Error(`${file} is missing: on CI no test may be left out`);
  console.warn(`SKIPPED: the tests that need ${file}, which is not there (set DATELINE_FIXTURES)`);
  return undefined;
}

/** The Wikinews stories of a language, in turn as Markdown and as HTML; none where the fixtures are absent. */
export function wireStories(language: (typeof LANGUAGES)[number]): WireStory[] {
  const file = fixturePath(`articles/wikinews-${language}.jsonl`);
  if (file === undefined) return [];
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line, n) => storyOf(JSON.parse(line) as Row, n % 2 === 0 ? "markdown" : "html"));
}

function storyOf({ lang, title, text = "", paragraphs }: Row, format: "markdown" | "html"): WireStory {
  const parts = (paragraphs ?? text.split(/\n\s*\n/)).map((part) => part.trim()).filter(Boolean);
  const written = parts.map(format === "markdown" ? asMarkdown : asHtml);
  return { headline: title, language: lang, body: { format, source: fitting(written) } };
}

/** As many paragraphs as a body may have characters. */
function fitting(paragraphs: string[]): string {
  let source = "";
  for (const paragraph of paragraphs) {
    const longer = source === "" ? paragraph : `${source}\n\n${paragraph}`;
    if (longer.length > BODY_MAX_CHARS) break;
    source = longer;
  }
  return source;
}

/** Every sign that could mean something is taken as itself (CommonMark, "Backslash escapes"). */
function asMarkdown(paragraph: string): string {
  const lines = paragraph.split("\n").map((line) => line.trim());
  return lines.join("\n").replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

function asHtml(paragraph: string): string {
  const text = paragraph.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<p>${text.replaceAll("\n", "<br>")}</p>`;
}
