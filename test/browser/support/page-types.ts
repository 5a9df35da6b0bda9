import type { Article, Editor } from "./editor.ts";
import { publish } from "./editor.ts";

/** An article as the list of articles has it. */
export interface Listed extends Article {
  language: string;
  kind: string;
  section: string | null;
  authors: string[];
}

/** A page of each kind, by the name of its kind, on a site with the demo's `items`; makes what the demo lacks. */
export async function pageTypes(editor: Editor, items: readonly Listed[]): Promise<Record<string, string>> {
  const of = (language: string) => items.find((each) => each.language === language && each.kind === "story");
  const story = of("en");
  if (!story) throw new Error("The demo has no English story");
  await editor("POST", `/articles/${story.id}/corrections`, {
    text: "An earlier version named the wrong pier.",
  });
  const rich = await publish(editor, richStory(story));
  await revise(editor, rich, "A story with everything that a body holds");
  const arabic = of("ar");
  if (arabic) await revise(editor, arabic, `${arabic.headline}: عادت السفن`);
  const [, year, month, day] = story.path.split("/");
  return {
    front: "/",
    section: `/${story.section}`,
    briefs: "/in-short",
    article: story.path,
    rich: rich.path,
    arabic: arabic?.path ?? "",
    japanese: of("ja")?.path ?? "",
    page: "/imprint",
    archive: "/archive",
    year: `/${year}`,
    month: `/${year}/${month}`,
    day: `/${year}/${month}/${day}`,
    author: `/authors/${story.authors[0]}`,
    topic: "/topics/harbour-news",
    corrections: "/corrections",
    search: "/search",
    results: "/search?q=water",
    comments: `${story.path}/comments`,
    history: `${rich.path}/history`,
    version: `${rich.path}/history/2`,
    arabicVersion: `${arabic?.path}/history/2`,
    api: "/api/docs",
    missing: "/nothing-here",
  };
}

/** Gives an article another headline and a body that differs in words and paragraphs. */
async function revise(editor: Editor, { id }: Article, headline: string): Promise<void> {
  const { revision, body } = await editor<Article & { body: { source: string } }>("GET", `/articles/${id}`);
  const source = `${body.source.replace("rather long", "very long")}\n\nOne paragraph more.`;
  await editor("PATCH", `/articles/${id}`, { headline, body: { source } }, { "If-Match": `"${revision}"` });
}

/** Everything that a body may hold. */
function richStory({ section, authors }: Listed) {
  const source = `## What it holds

A list:

- one
- two

1. first
2. second

| Pier | Ships |
| --- | --- |
| North | 12 |
| South with a rather long name in its cell | 7 |

\`\`\`
tide = gauge(4)
\`\`\`

<aside class="pullquote"><p>“Nobody announced it.”</p></aside>

<figure><iframe src="https://tube.example/embed/1" title="The film"></iframe><figcaption>A film</figcaption></figure>

<p dir="rtl" lang="ar">قال: «عادت السفن».</p>

> “We had waited for it,” said <q>the pilot</q>.`;
  const headline = "A story with everything that a body may hold";
  return { section, authors, headline, label: "Analysis", topics: ["Harbour news"], body: { source } };
}
