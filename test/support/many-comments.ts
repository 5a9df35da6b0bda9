import { env } from "cloudflare:workers";

const ROWS_A_STATEMENT = 10_000;
export const COMMENTERS = 500;
/** One comment in four is this commenter's. */
export const BUSIEST = "commenter-0";

/** What each tenth comment of a discussion is, and which one before it it replies to. */
const PATTERN: { status: string; repliesTo?: number }[] = [
  { status: "published" },
  { status: "pending" },
  { status: "declined" },
  { status: "published" },
  { status: "published", repliesTo: 4 },
  { status: "deleted" },
  { status: "removed" },
  { status: "published", repliesTo: 1 },
  { status: "pending", repliesTo: 8 },
  { status: "published" },
];

interface Discussion {
  article: string;
  size: number;
  /** Milliseconds: the first one's; the others come a second apart. */
  at: number;
}

/** Fills an article's discussion by SQL alone. Ids are unlike those of other calls with another `at`. */
export async function fillDiscussion({ article, size, at }: Discussion): Promise<void> {
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${COMMENTERS})`;
  const people = `${numbers} INSERT OR IGNORE INTO commenters (id, created_at) SELECT 'commenter-' || i, 0 FROM n`;
  await env.DB.prepare(people).run();
  for (let from = 0; from < size; from += ROWS_A_STATEMENT)
    await env.DB.prepare(commentsFrom({ article, size, at }, from)).run();
}

function commentsFrom({ article, size, at }: Discussion, from: number): string {
  const to = Math.min(size, from + ROWS_A_STATEMENT);
  const id = (number: string) =>
    `printf('%08x-%04x-7000-8000-%012x', (${at} + ${number} * 1000) >> 16, (${at} + ${number} * 1000) & 65535, ${at} % 1000)`;
  const cases = (value: (each: (typeof PATTERN)[number], n: number) => string) =>
    `CASE i % ${PATTERN.length} ${PATTERN.map((each, n) => `WHEN ${n} THEN ${value(each, n)}`).join(" ")} END`;
  const parent = cases(({ repliesTo }) => (repliesTo ? id(`(i - ${repliesTo})`) : "NULL"));
  const status = cases((each) => `'${each.status}'`);
  const commenter = `CASE WHEN i % 4 = 0 THEN '${BUSIEST}' ELSE 'commenter-' || (i % ${COMMENTERS}) END`;
  return `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${to})
    INSERT INTO comments (id, article, parent, commenter, name, body, status, receipt_hash, likeness, created_at)
    SELECT ${id("i")}, '${article}', ${parent}, ${commenter}, 'Ana', 'Text ' || i, ${status}, ${id("i")}, 'l-' || (i % 5000),
      ${at} + i * 1000 FROM n`;
}
