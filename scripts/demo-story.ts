const MEMBERS = new Set([
  "kind",
  "section",
  "label",
  "headline",
  "standfirst",
  "language",
  "authors",
  "topics",
  "hoursAgo",
  "picture",
  "caption",
  "comments",
]);

/** A demo story as its file tells it. */
export interface Story {
  headline: string;
  language: string;
  /** How long before the demo is loaded it was published. */
  hoursAgo: number;
  /** The name of its lead picture, with the caption. */
  picture?: string | undefined;
  caption: string | null;
  /** The other members of the article as the API takes them. */
  article: Record<string, unknown>;
}

/** Reads a Markdown file with front matter: `name: value` on a line each. Throws where it is not of that form. */
export function parseStory(text: string): Story {
  const [, head, source] = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/.exec(text) ?? [];
  if (head === undefined || source === undefined)
    throw new Error("Front matter between two lines of --- is needed.");
  const said = readHead(head);
  const {
    headline = "",
    language = "en",
    hoursAgo,
    picture,
    caption = null,
    authors,
    topics,
    ...rest
  } = Object.fromEntries(said);
  const body = { format: "markdown", source: source.trim() };
  const article = { ...rest, authors: words(authors), topics: words(topics), body };
  return { headline, language, hoursAgo: Number(hoursAgo), picture, caption, article };
}

function readHead(head: string): Map<string, string> {
  const said = new Map<string, string>();
  for (const line of head.split("\n").filter((each) => each.trim() !== "")) {
    const [, name = "", value = ""] = /^(\w+):\s*(.*)$/.exec(line) ?? [];
    if (!MEMBERS.has(name)) throw new Error(`Front matter has no member "${line}".`);
    said.set(name, value.trim());
  }
  return said;
}

function words(list: string | undefined): string[] {
  return (list ?? "").split(",").flatMap((word) => word.trim() || []);
}
