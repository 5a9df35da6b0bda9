const SENTENCES = [
  "The first ship came in at dawn, and the quay was still wet.",
  "Nobody had expected *that* of a council which had met eleven times.",
  "“We shall look at it again,” the harbour master said, “when the tide is out.”",
  "Of 2,431 households asked, three quarters had heard of the plan; few had [read it](https://example.org/plan).",
  "It **matters** more than the figures say.",
];
const SENTENCES_A_PARAGRAPH = 5;
const PARAGRAPHS_A_HEADING = 5;

/** An article of about so many words as an editor writes it: Markdown with headings, emphasis and links. */
export function prose(words: number): string {
  const paragraph = SENTENCES.slice(0, SENTENCES_A_PARAGRAPH).join(" ");
  const count = Math.ceil(words / paragraph.split(/\s+/).length);
  return Array.from({ length: count }, (_, at) =>
    at % PARAGRAPHS_A_HEADING === PARAGRAPHS_A_HEADING - 1
      ? `## What was said (${at})\n\n${paragraph}`
      : paragraph,
  ).join("\n\n");
}
