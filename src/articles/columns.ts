import { getTableColumns, sql } from "drizzle-orm";
import { articles } from "./schema.ts";

/*
 * What belongs to an article, gathered as JSON in the same statement: one row, one round trip.
 * The outer columns are written out: Drizzle leaves the table's name away, and "id" would be the inner table's.
 */
export const LEAD_JSON = sql<string | null>`(
  SELECT json_object('id', m.id, 'version', m.version, 'type', m.type, 'alt', m.alt, 'width', m.width, 'height', m.height,
    'caption', m.caption, 'credit', m.credit, 'focusX', m.focus_x, 'focusY', m.focus_y)
  FROM media m WHERE m.id = articles.lead_media)`;
const leadJson = LEAD_JSON.as("lead_json");

const correctionsJson = sql<string>`(
  SELECT json_group_array(json_object('id', co.id, 'text', co.text, 'createdAt', co.created_at))
  FROM corrections co WHERE co.article = articles.id ORDER BY co.created_at)`.as("corrections_json");

const sectionName = sql<string | null>`(SELECT se.name FROM sections se WHERE se.slug = articles.section)`.as(
  "section_name",
);

const { bodyMarkdown: _, ...columns } = getTableColumns(articles);

/** A whole article; its Markdown only where that is asked for. */
export const articleColumns = {
  ...columns,
  leadJson,
  correctionsJson,
  sectionName,
};

/** A whole article as the API's lists read it: one row each, without the picture's own texts and the section's name. */
export const listedColumns = {
  ...articleColumns,
  leadJson: sql<null>`NULL`.as("lead_json"),
  sectionName: sql<null>`NULL`.as("section_name"),
};

/** What a list shows of an article; never the body. */
export const cardColumns = {
  id: articles.id,
  kind: articles.kind,
  label: articles.label,
  headline: articles.headline,
  standfirst: articles.standfirst,
  path: articles.path,
  language: articles.language,
  section: articles.section,
  publishedAt: articles.publishedAt,
  updatedAt: articles.updatedAt,
  authorsJson: articles.authorsJson,
  leadJson,
};

/** What a list without pictures shows of an article. */
export const lineColumns = { ...cardColumns, leadJson: sql<null>`NULL`.as("lead_json") };
