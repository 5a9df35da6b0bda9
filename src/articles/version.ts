import canonicalize from "canonicalize";
import { rfc3339 } from "../http/respond.ts";
import { sha256 } from "../http/secrets.ts";
import type { Article } from "./article.ts";
import { type Block, diffText } from "./diff-text.ts";

/** What readers were shown of an article: what a version keeps and its hash covers. */
export interface VersionContent {
  headline: string;
  standfirst: string;
  label: string | null;
  /** Its name. */
  section: string | null;
  /** Names; never an address. */
  byline: string[];
  language: string;
  lead: { media: string; caption: string; alt: string } | null;
  /** Markdown. */
  body: string;
  /** SHA-256 of the body's HTML, hexadecimal. */
  bodyHtmlSha256: string;
  corrections: { at: string; text: string }[];
}

export const MEMBERS = [
  "headline",
  "standfirst",
  "label",
  "section",
  "byline",
  "language",
  "picture",
  "caption",
  "alt",
  "body",
  "corrections",
] as const;
export type Member = (typeof MEMBERS)[number];

/** What differs from the version before, ready to be drawn. */
export interface Changes {
  members: Member[];
  blocks: { [M in Member]?: Block[] };
}

export const NO_CHANGES: Changes = { members: [], blocks: {} };

export type Shown = Pick<
  Article,
  "headline" | "standfirst" | "label" | "language" | "authors" | "leadMedia" | "leadCaption" | "bodyHtml"
> & { bodyMarkdown: string };

/** What readers know under other names than the article itself: of its section, its picture and what was corrected. */
export interface Beside {
  sectionName: string | null;
  lead: { alt: string; caption: string } | null;
  corrections: Article["corrections"];
}

/** An article as a version keeps it. */
export async function contentOf(article: Shown, beside: Beside): Promise<VersionContent> {
  const { headline, standfirst, label, language, authors, leadMedia, leadCaption } = article;
  const { alt = "", caption = "" } = beside.lead ?? {};
  return {
    headline,
    standfirst,
    label,
    section: beside.sectionName,
    byline: authors.map(({ name }) => name),
    language,
    lead: leadMedia === null ? null : { media: leadMedia, caption: leadCaption ?? caption, alt },
    body: article.bodyMarkdown,
    bodyHtmlSha256: await sha256(article.bodyHtml),
    corrections: beside.corrections
      .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
      .map(({ createdAt, text }) => ({ at: rfc3339(createdAt), text })),
  };
}

/** What changed from one version to the next; no members where nothing but white space did. */
export function changesBetween(before: VersionContent, after: VersionContent): Changes {
  const texts = { before: textsOf(before), after: textsOf(after) };
  const members = MEMBERS.filter(
    (member) => squeezed(texts.before[member]) !== squeezed(texts.after[member]),
  );
  const blocks = members.map((member) => [member, diffText(texts.before[member], texts.after[member])]);
  return { members, blocks: Object.fromEntries(blocks) };
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** Each member as a text that can be compared and drawn. */
function textsOf({ label, section, byline, lead, body, corrections, ...texts }: VersionContent) {
  return {
    headline: texts.headline,
    standfirst: texts.standfirst,
    label: label ?? "",
    section: section ?? "",
    byline: byline.join(", "),
    language: texts.language,
    picture: lead?.media ?? "",
    caption: lead?.caption ?? "",
    alt: lead?.alt ?? "",
    body: readable(body),
    corrections: corrections.map(({ text }) => text).join("\n\n"),
  } satisfies Record<Member, string>;
}

/**
 * Markdown as people read it: without the backslashes before its marks, and pictures without version and size, which
 * change by themselves.
 */
export function readable(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/(\/media\/[\w-]{1,64})\/\d+\/[\w.]+/g, "$1");
}

export interface Link {
  /** Id of the article. */
  article: string;
  /** From 1. */
  number: number;
  /** Milliseconds. */
  at: number;
  /** Hash of the version before; null for the first. */
  previous: string | null;
}

/** What is stored of a content, and the hash that chains it to the version before (RFC 8785, SHA-256). */
export async function sealed(
  link: Link,
  content: VersionContent,
): Promise<{ content: string; hash: string }> {
  const hash = await sha256(canonical({ ...link, at: rfc3339(link.at), content }));
  return { content: canonical(content), hash };
}

/** RFC 8785. Throws where there is nothing that JSON can say. */
function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("A version has to be JSON");
  return text;
}
