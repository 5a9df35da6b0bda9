import { env } from "cloudflare:workers";

/** The newest article of every archive; the others lie four hours apart before it, so that each whole month has as many. */
export const NEWEST = Date.UTC(2026, 7, 31, 20);
export const SECTIONS = ["culture", "region", "science", "world"];
const APART_MS = 4 * 60 * 60 * 1_000;
const ROWS_A_STATEMENT = 5_000;

/**
 * An archive of `size` articles, made by SQL alone: four sections, seven authors and topics, one article in eight a brief, one in
 * nine an opinion, one in fifty withdrawn, one in twenty corrected, every one with a picture.
 */
export async function makeArchive(size: number): Promise<void> {
  await run(...BELONGINGS);
  for (let from = 0; from < size; from += ROWS_A_STATEMENT)
    await run(...articlesFrom(from, Math.min(size, from + ROWS_A_STATEMENT)));
  await run(...COUNTS);
}

async function run(...statements: string[]): Promise<void> {
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)));
}

const BELONGINGS = [
  `INSERT INTO sections (slug, name, kind, position, updated_at) VALUES ${SECTIONS.map((slug, at) => `('${slug}', '${slug}', 'stories', ${at}, 0)`)}`,
  `INSERT INTO media (id, type, bytes, width, height, sha256, alt, created_by, created_at) VALUES ('picture', 'image/jpeg', 1, 3, 2, '', 'A picture', 't', 0)`,
  `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 6)
   INSERT INTO authors (slug, name, folded_name, updated_at) SELECT 'author-' || i, 'Author ' || i, 'author ' || i, 0 FROM n`,
  `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 6)
   INSERT INTO topics (slug, name, updated_at) SELECT 'topic-' || i, 'Topic ' || i, 0 FROM n`,
];

/** Those numbered from `from` on up to `to`; number 0 is the newest. */
function articlesFrom(from: number, to: number): string[] {
  const numbers = `n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${to})`;
  const made = `SELECT i, printf('a-%08d', 99999999 - i) AS id, ${NEWEST} - i * ${APART_MS} AS at,
    CASE WHEN i % 8 = 7 THEN 'brief' WHEN i % 9 = 4 THEN 'opinion' ELSE 'story' END AS kind,
    CASE i % 50 WHEN 49 THEN 'withdrawn' ELSE 'published' END AS status FROM n`;
  const all = `WITH RECURSIVE ${numbers}, made AS (${made})`;
  const listed = "CASE status WHEN 'published' THEN at END";
  return [
    `${all} INSERT INTO articles (id, kind, status, section, headline, standfirst, path, body_html, language, lead_media, created_by,
       created_at, updated_at, published_at, authors_json, topics_json)
     SELECT id, kind, status, CASE i % 4 ${SECTIONS.map((slug, at) => `WHEN ${at} THEN '${slug}'`).join(" ")} END, 'Number ' || i,
       'It happened.', strftime('/%Y/%m/%d/', at / 1000, 'unixepoch') || 'number-' || i, '<p>Text.</p>', 'en', 'picture', 't', at, at, at,
       '[{"slug":"author-' || (i % 7) || '","name":"Author ' || (i % 7) || '","email":null}]',
       '[{"slug":"topic-' || (i / 3 % 7) || '","name":"Topic ' || (i / 3 % 7) || '"}]' FROM made`,
    `${all} INSERT INTO article_authors SELECT id, 0, 'author-' || (i % 7), ${listed}, at FROM made`,
    `${all} INSERT INTO article_topics SELECT id, 0, 'topic-' || (i / 3 % 7), ${listed}, at FROM made`,
    `${all} INSERT INTO corrections SELECT 'c-' || id, id, 'It was wrong.', at + 1 FROM made WHERE i % 20 = 3`,
  ];
}

const COUNTS = [
  `INSERT INTO archive_counts SELECT substr(day, 1, 7), day, count(*) FROM articles WHERE status = 'published' GROUP BY day`,
  `INSERT INTO archive_counts SELECT substr(parent, 1, 4), parent, sum(articles) FROM archive_counts GROUP BY parent`,
  `INSERT INTO archive_counts SELECT '', parent, sum(articles) FROM archive_counts WHERE length(parent) = 4 GROUP BY parent`,
];
