/** The model article as an editor would type it in, read from its plain text. */
export interface SeedArticle {
  headline: string;
  standfirst: string;
  caption: string;
  /** Markdown; quotations as blockquotes. */
  source: string;
  email: string;
  donation: { headline: string; text: string };
  /** Markdown, four paragraphs. */
  commentPolicy: string;
}

export const PUBLISHED_AT = "2016-11-30T07:13:00.000Z";

export function seedArticle(text: string): SeedArticle {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.trim());
  const dateline = paragraphs.findIndex((paragraph) => paragraph.startsWith("Published:"));
  const address = paragraphs.findIndex((paragraph) => /^\S+@\S+$/.test(paragraph));
  const policyEnd = paragraphs.indexOf("In Short");
  const at = (index: number) => paragraphs[index] ?? "";
  return {
    caption: at(1),
    headline: at(2),
    standfirst: at(3),
    source: paragraphs
      .slice(dateline + 1, address)
      .map(asMarkdown)
      .join("\n\n"),
    email: at(address),
    donation: { headline: at(address + 1), text: at(address + 2) },
    commentPolicy: paragraphs.slice(address + 3, policyEnd).join("\n\n"),
  };
}

/** What is said in quotation marks from its first word on is a quotation. */
function asMarkdown(paragraph: string): string {
  const plain = paragraph.replace(/([[\]*_<>])/g, "\\$1");
  return plain.startsWith("“") ? `> ${plain}` : plain;
}
