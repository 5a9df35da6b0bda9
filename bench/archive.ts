/** The newest article of every archive; the others lie four hours apart before it. */
const NEWEST = Date.UTC(2026, 7, 31, 20);
const APART_MS = 4 * 60 * 60 * 1_000;
const ROWS_A_STATEMENT = 5_000;
const SECTIONS = ["culture", "region", "science", "world"];
/** The newest ones have a whole body; the rest of a large archive is there to be passed by. */
export const WHOLE = 200;

/** What is searched for: the first word stands in every article, the second in one of fifty. */
export const SEARCHED = ["harbour", "lantern7"];

/**
 * The statements that fill an empty database with `size` published articles, in batches: four sections, seven authors, two
 * topics and a picture each, one in eight a brief. `body` is the HTML of the newest.
 */
export function archiveOf(size: number, body: string): string[][] {
  const starts = Array.from({ length: Math.ceil(size / ROWS_A_STATEMENT) }, (_, at) => at * ROWS_A_STATEMENT);
  const parts = starts.map((from) => articlesFrom(from, Math.min(size, from + ROWS_A_STATEMENT)));
  const whole = `UPDATE articles SET body_html = '${body.replaceAll("'", "''")}', word_count = 2000
    WHERE id > printf('a-%08d', 99999999 - ${WHOLE}) AND kind = 'story'`;
  return [BELONGINGS, ...parts, [whole, ...COUNTS]];
}

/** The paths of the stories with a whole body, newest first; at most `size`. */
export function storyPaths(size: number): string[] {
  const numbers = Array.from({ length: Math.min(size, WHOLE) }, (_, at) => at).filter((at) => at % 8 !== 7);
  return numbers.map((at) => {
    const day = new Date(NEWEST - at * APART_MS).toISOString().slice(0, 10).replaceAll("-", "/");
    return `/${day}/number-${at}`;
  });
}

function counted(what: string, count: number, columns: string, values: string): string {
  return `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
    INSERT INTO ${what} (${columns}) SELECT ${values} FROM n`;
}

const BELONGINGS = [
  `INSERT INTO sections (slug, name, kind, position, updated_at) VALUES ${SECTIONS.map((slug, at) => `('${slug}', '${slug}', 'stories', ${at}, 0)`)}`,
  `INSERT INTO media (id, type, bytes, width, height, sha256, alt, caption, credit, created_by, created_at)
   VALUES ('picture', 'image/jpeg', 1, 3000, 2000, '', 'A harbour at dawn', 'The harbour at dawn.', 'A photographer', 't', 0)`,
  counted(
    "authors",
    7,
    "slug, name, folded_name, updated_at",
    "'author-' || i, 'Author ' || i, 'author ' || i, 0",
  ),
  counted("topics", 12, "slug, name, updated_at", "'topic-' || i, 'Topic ' || i, 0"),
];

/** Those numbered from `from` on up to `to`; number 0 is the newest. */
function articlesFrom(from: number, to: number): string[] {
  const all = `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${to}), made AS (
    SELECT i, printf('a-%08d', 99999999 - i) AS id, ${NEWEST} - i * ${APART_MS} AS at,
    CASE i % 8 WHEN 7 THEN 'brief' ELSE 'story' END AS kind,
    CASE i % 4 ${SECTIONS.map((slug, at) => `WHEN ${at} THEN '${slug}'`).join(" ")} END AS section FROM n)`;
  const topic = (number: string) =>
    `'{"slug":"topic-' || ${number} || '","name":"Topic ' || ${number} || '"}'`;
  return [
    `${all} INSERT INTO articles (id, kind, status, section, headline, standfirst, slug, path, body_html, word_count, language,
       lead_media, created_by, created_at, updated_at, published_at, authors_json, topics_json)
     SELECT id, kind, 'published', section, 'Number ' || i || ' of the stories that are told here', 'It happened at the harbour, and was seen.',
       'number-' || i, strftime('/%Y/%m/%d/', at / 1000, 'unixepoch') || 'number-' || i, '<p>${TEXT}</p>', 30, 'en', 'picture', 't', at, at, at,
       '[{"slug":"author-' || (i % 7) || '","name":"Author ' || (i % 7) || '","email":null}]',
       '[' || ${topic("(i % 7)")} || ',' || ${topic("(7 + i % 5)")} || ']' FROM made`,
    `${all} INSERT INTO article_authors SELECT id, 0, 'author-' || (i % 7), at, at FROM made`,
    `${all} INSERT INTO article_topics SELECT id, 0, 'topic-' || (i % 7), at, at FROM made`,
    `${all} INSERT INTO article_topics SELECT id, 1, 'topic-' || (7 + i % 5), at, at FROM made`,
    `${all} INSERT INTO search_docs SELECT at * 1000000, id, 0 FROM made`,
    `${all} INSERT INTO articles_fts (rowid, headline, standfirst, body, byline, marks)
     SELECT at * 1000000, 'Number ' || i, '', '${TEXT} lantern' || (i % 50), 'Author ' || (i % 7),
       'status' || lower(hex('published')) || ' kind' || lower(hex(kind)) || ' section' || lower(hex(section)) FROM made`,
  ];
}

const TEXT = `${"Ships came and went. ".repeat(6)}Nobody at the harbour had seen the like.`;

const COUNTS = [
  `INSERT INTO archive_counts SELECT substr(day, 1, 7), day, count(*) FROM articles WHERE status = 'published' GROUP BY day`,
  `INSERT INTO archive_counts SELECT substr(parent, 1, 4), parent, sum(articles) FROM archive_counts GROUP BY parent`,
  `INSERT INTO archive_counts SELECT '', parent, sum(articles) FROM archive_counts WHERE length(parent) = 4 GROUP BY parent`,
];
