import { env } from "cloudflare:workers";
import { markOf } from "../../src/articles/search-words.ts";

const MARKS = [markOf("status", "published"), markOf("kind", "story"), markOf("section", "world")].join(" ");
/** The first stands at the beginning of 2020, the others a minute apart behind it. */
const FIRST_AT = Date.UTC(2020, 0, 1);
const MINUTE_MS = 60_000;
const BODY = `In ${"every harbour ".repeat(20)}a common word is heard`;

/**
 * `count` published stories behind the first `before`, made by SQL so that it is quick: each has "common" in its text,
 * every seventh in its headline.
 */
export async function manyArticles(count: number, before = 0): Promise<void> {
  const numbers = `WITH RECURSIVE n(i) AS (
    SELECT ${before + 1} UNION ALL SELECT i + 1 FROM n WHERE i < ${before + count})`;
  const at = `(${FIRST_AT} + i * ${MINUTE_MS})`;
  const day = `strftime('%Y/%m/%d', ${at} / 1000, 'unixepoch')`;
  const headline = "'Story number ' || i || CASE WHEN i % 7 = 0 THEN ' is common' ELSE '' END";
  const body = `'${BODY}'`;
  await env.DB.batch([
    env.DB.prepare(`${numbers} INSERT INTO articles (id, kind, status, section, headline, slug, path, body_html,
      language, created_by, created_at, updated_at, published_at)
      SELECT 'many-' || i, 'story', 'published', 'world', ${headline}, 'story-' || i, '/' || ${day} || '/story-' || i,
      '<p>' || ${body} || '</p>', 'en', 'nobody', ${at}, ${at}, ${at} FROM n`),
    env.DB.prepare(`${numbers} INSERT INTO search_docs SELECT ${at} * 1000000, 'many-' || i, 0 FROM n`),
    env.DB.prepare(`${numbers} INSERT INTO articles_fts (rowid, headline, standfirst, body, byline, marks)
      SELECT ${at} * 1000000, ${headline}, '', ${body}, '', '${MARKS}' FROM n`),
  ]);
}
