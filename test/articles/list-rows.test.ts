import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { writeCursor } from "../../src/http/cursor.ts";
import { ASKED, listOf, shareWithWriter } from "../support/article-lists.ts";
import { makeArchive, NEWEST } from "../support/big-archive.ts";
import { must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request, tokenOf } from "../support/request.ts";

const SMALL = 1_000;
/** The middle of the small archive: articles lie four hours apart. */
const MIDDLE = NEWEST - (SMALL / 2) * 4 * 60 * 60 * 1_000;

interface Cost {
  page: string;
  rows: number;
}

/** What each list costs the whole request, on its first page and deep in the archive, for each role. */
async function costs(): Promise<Cost[]> {
  const tokens = { publisher: await tokenOf("publisher"), writer: await tokenOf("writer") };
  await shareWithWriter();
  const deep = `cursor=${await writeCursor(env, "articles", { at: MIDDLE, id: "a" })}`;
  const found: Cost[] = [];
  for (const [role, token] of Object.entries(tokens))
    for (const asked of ASKED)
      for (const limit of [20, 100])
        for (const from of ["", deep]) {
          const { rowsRead } = await measured(() => listOf(token, asked, `limit=${limit}`, from));
          found.push({ page: `${role} ${asked} ${limit}${from && " deep"}`, rows: rowsRead });
          expect([role, asked, limit, rowsRead, rowsRead <= 2 * limit + 20]).toEqual([
            role,
            asked,
            limit,
            rowsRead,
            true,
          ]);
        }
  return found;
}

let small: Cost[] = [];

it(`reads two rows an article at most with ${SMALL}`, { timeout: 120_000 }, async () => {
  await makeArchive(SMALL);
  small = await costs();
  expect(Math.max(...small.map(({ rows }) => rows))).toBeGreaterThan(100);
});

it(`reads no more of ${env.ARCHIVE_SIZE} articles`, { timeout: 300_000 }, async () => {
  await makeArchive(env.ARCHIVE_SIZE);
  const large = await costs();
  expect(large.map(({ page }) => page)).toEqual(small.map(({ page }) => page));
});

it("lists pictures and refused edits as cheaply", async () => {
  await makeArchive(300);
  const token = await tokenOf("writer");
  await env.DB.batch([
    env.DB.prepare(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
      INSERT INTO media (id, type, bytes, width, height, sha256, created_by, created_at)
      SELECT 'm' || i, 'image/jpeg', 1, 3, 2, '', 't', i FROM n`),
    env.DB.prepare(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
      INSERT INTO orphans SELECT 'o' || i, 'a-99999999', 1, '{}', 'somebody else', i FROM n`),
  ]);
  for (const list of ["/api/v1/media", "/api/v1/articles/a-99999999/orphans"])
    for (const limit of [1, 20, 100]) {
      const { rowsRead } = await measured(() => must(200, request(`${list}?limit=${limit}`, { token })));
      expect([list, limit, rowsRead, rowsRead <= 2 * limit + 20]).toEqual([list, limit, rowsRead, true]);
    }
});
