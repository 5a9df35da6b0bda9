import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { ASKED, listOf, shareWithWriter } from "../support/article-lists.ts";
import { makeArchive } from "../support/big-archive.ts";
import { type ArticleJson, must } from "../support/factories.ts";
import { request, tokenOf } from "../support/request.ts";

const YEARS_AGO_MS = 20 * 365 * 24 * 60 * 60 * 1_000;
const LIMIT = 9;

let publisher = "";
let writer = "";
let writersId = "";

/** A small archive that changed long ago, some of it in the same millisecond, so that a change of now is the newest. */
beforeEach(async () => {
  publisher = await tokenOf("publisher");
  writer = await tokenOf("writer");
  await makeArchive(200);
  writersId = await shareWithWriter();
  const [moved, of] = [`(%s - ${YEARS_AGO_MS}) / 50000000`, "article_"];
  await env.DB.batch([
    env.DB.prepare(`UPDATE articles SET updated_at = ${moved.replace("%s", "updated_at")}`),
    env.DB.prepare(`UPDATE ${of}authors SET changed_at = ${moved.replace("%s", "changed_at")}`),
    env.DB.prepare(`UPDATE ${of}topics SET changed_at = ${moved.replace("%s", "changed_at")}`),
  ]);
});

/** What the list has to hold, as SQLite finds it without any index of ours. */
async function expected(asked: string, isWriter: boolean): Promise<string[]> {
  const { status, section, author, topic } = Object.fromEntries(new URLSearchParams(asked));
  const { results } = await env.DB.prepare(`
    SELECT id FROM articles NOT INDEXED
    WHERE (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR section = ?2)
      AND (?3 IS NULL OR authors_json LIKE '%"' || ?3 || '"%') AND (?4 IS NULL OR topics_json LIKE '%"' || ?4 || '"%')
      AND (?5 IS NULL OR created_by = ?5 OR status = 'published')
    ORDER BY updated_at DESC, id DESC`)
    .bind(status ?? null, section ?? null, author ?? null, topic ?? null, isWriter ? writersId : null)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** All pages of a list; `between` does something after each. */
async function allOf(
  token: string,
  asked: string,
  between = async (_: ArticleJson[]) => {},
): Promise<ArticleJson[]> {
  const all: ArticleJson[] = [];
  let from = "";
  for (;;) {
    const { items, nextCursor } = await listOf(token, asked, `limit=${LIMIT}`, from);
    expect(items.length).toBeLessThanOrEqual(LIMIT);
    all.push(...items);
    if (nextCursor === null) return all;
    await between(all);
    from = `cursor=${encodeURIComponent(nextCursor)}`;
  }
}

it.each(ASKED)("gives an editor everything once, in order: %s", async (asked) => {
  const ids = (await allOf(publisher, asked)).map(({ id }) => id);
  expect(ids).toEqual(await expected(asked, false));
});

it.each(ASKED)("gives a writer what is theirs or published: %s", async (asked) => {
  const ids = (await allOf(writer, asked)).map(({ id }) => id);
  expect(ids).toEqual(await expected(asked, true));
});

it("fills the pages of a list that one index gives", async () => {
  for (const asked of [
    "",
    "section=world",
    "section=world&status=published",
    "author=author-3",
    "topic=topic-3",
  ])
    expect([asked, (await listOf(publisher, asked, `limit=${LIMIT}`)).items.length]).toEqual([asked, LIMIT]);
  expect((await listOf(writer, `limit=${LIMIT}`)).items).toHaveLength(LIMIT);
});

it.each(["", "author=author-3", "topic=topic-3", "section=world", "author=author-3&status=published"])(
  "loses and doubles nothing while articles change: %s",
  async (asked) => {
    for (const token of [publisher, writer]) {
      const before = await expected(asked, token === writer);
      const changed = new Set<string>();
      const correct = async (id: string | undefined) => {
        if (id === undefined || changed.has(id)) return;
        const json = { text: "It was wrong." };
        const { status } = await request(`/api/v1/articles/${id}/corrections`, { token: publisher, json });
        if (status === 201) changed.add(id);
      };
      const seen = await allOf(token, asked, async (all) => {
        await correct(all.at(-1)?.id);
        await correct(before[all.length + 3]);
      });
      const ids = seen.map(({ id }) => id);
      expect(changed.size).toBeGreaterThan(1);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => !changed.has(id))).toEqual(before.filter((id) => !changed.has(id)));
      const now = await expected(asked, token === writer);
      expect((await allOf(token, asked)).map(({ id }) => id)).toEqual(now);
      expect(changed.has(now[0] ?? "")).toBe(true);
    }
  },
);

it("moves a corrected article to the front of its author's and topic's list", async () => {
  const last = (await expected("author=author-3&status=published", false)).at(-1) ?? "";
  const json = { text: "It was wrong." };
  const { topics } = await must(
    201,
    request(`/api/v1/articles/${last}/corrections`, { token: publisher, json }),
  );
  expect(topics).toHaveLength(1);
  const topic = await env.DB.prepare("SELECT topic FROM article_topics WHERE article = ?")
    .bind(last)
    .first("topic");
  for (const asked of ["author=author-3", `topic=${topic}`])
    expect([asked, (await listOf(publisher, asked, "limit=1")).items[0]?.id]).toEqual([asked, last]);
});
