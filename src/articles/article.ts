import type { articles } from "./schema.ts";

type Row = Omit<typeof articles.$inferSelect, "bodyMarkdown" | "authorsJson" | "topicsJson">;

export interface Byline {
  slug: string;
  name: string;
  /** Only where the author wants it public. */
  email: string | null;
}

export interface Topic {
  slug: string;
  name: string;
}

/** Who signs an article, and what it is about. */
export interface Signature {
  authors: Byline[];
  topics: Topic[];
}

export interface Picture {
  id: string;
  version: number;
  /** Media type of the original, such as "image/jpeg". */
  type: string;
  alt: string;
  /** Pixels. */
  width: number;
  height: number;
  caption: string;
  credit: string;
  /** What must not be cut away: from 0 (left, top) to 1. */
  focusX: number;
  focusY: number;
}

/** A whole article, as the verbs and the article page know it. Times in milliseconds. */
export interface Article extends Row, Signature {
  lead: Picture | null;
  corrections: { id: string; text: string; createdAt: number }[];
  sectionName: string | null;
}

/** An article as lists show it. */
export interface Card
  extends Pick<
    Row,
    | "id"
    | "kind"
    | "label"
    | "headline"
    | "standfirst"
    | "path"
    | "language"
    | "section"
    | "publishedAt"
    | "updatedAt"
  > {
  authors: Byline[];
  lead: Picture | null;
  sectionName: string | null;
}

type Gathered<T, K extends string> = Omit<T, K> &
  Record<"authorsJson", string> &
  Record<"leadJson", string | null>;

/** A row of `articleColumns` as an article. */
export function articleFrom(
  row: Gathered<Article, "authors" | "topics" | "lead" | "corrections"> & {
    topicsJson: string;
    correctionsJson: string;
  },
): Article {
  const { authorsJson, topicsJson, leadJson, correctionsJson, ...columns } = row;
  return {
    ...columns,
    authors: JSON.parse(authorsJson) as Byline[],
    topics: JSON.parse(topicsJson) as Article["topics"],
    lead: leadJson ? (JSON.parse(leadJson) as Picture) : null,
    corrections: JSON.parse(correctionsJson) as Article["corrections"],
  };
}

/** Rows of `cardColumns` as cards; the names of sections are known from the menu. */
export function cardsFrom(
  rows: Gathered<Card, "authors" | "lead" | "sectionName">[],
  sections: readonly { slug: string; name: string }[],
): Card[] {
  return rows.map(({ authorsJson, leadJson, ...columns }) => ({
    ...columns,
    authors: JSON.parse(authorsJson) as Byline[],
    lead: leadJson ? (JSON.parse(leadJson) as Picture) : null,
    sectionName: sections.find((section) => section.slug === columns.section)?.name ?? null,
  }));
}
