import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { refreshArticle, staleArticles } from "../../src/articles/refresh-words.ts";
import { openDatabase } from "../../src/db.ts";
import { cron } from "../support/comments.ts";
import { anAuthor, aPaper, aStory, must } from "../support/factories.ts";
import { request } from "../support/request.ts";
import { foundBy } from "../support/search.ts";

const stale = async () =>
  (await env.DB.prepare("SELECT count(*) AS n FROM search_docs WHERE is_stale = 1").first<{ n: number }>())
    ?.n;

type Stale = Awaited<ReturnType<typeof staleArticles>>[number];

/** As a migration leaves it: no words, no Markdown. */
async function unread(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("UPDATE search_docs SET is_stale = 1"),
    env.DB.prepare("DELETE FROM articles_fts"),
    env.DB.prepare("UPDATE articles SET body_markdown = ''"),
  ]);
}

it("finds a renamed author's stories by the new name after the jobs; pages have it at once", async () => {
  const token = await aPaper();
  const story = await aStory(token, { headline: "Ferry" });
  await anAuthor(token, "mara-lind", { name: "Mara Winter" });
  expect(await (await request(story.path)).text()).toContain("Mara Winter");
  expect(await foundBy("lind")).toEqual(["Ferry"]);
  await cron();
  expect(await foundBy("winter")).toEqual(["Ferry"]);
  expect(await foundBy("lind")).toEqual([]);
  expect(await stale()).toBe(0);
});

it("reads what a migration left, the newest first, and goes on in the next run", async () => {
  const token = await aPaper();
  for (let n = 1; n <= 33; n++)
    await aStory(token, { headline: `Ferry ${n}.`, body: { source: "Some *text*." } });
  await unread();
  expect(await foundBy("ferry")).toEqual([]);
  await cron();
  expect(await stale()).toBe(3);
  expect((await foundBy("ferry"))[0]).toBe("Ferry 33.");
  expect(await foundBy('"ferry 3"')).toEqual([]);
  await cron();
  expect(await stale()).toBe(0);
  expect(await foundBy('"ferry 3"')).toEqual(["Ferry 3."]);
  const { results } = await env.DB.prepare("SELECT DISTINCT body_markdown FROM articles").all();
  expect(results).toEqual([{ body_markdown: "Some _text_.\n" }]);
});

it("leaves alone what was edited or renamed while it read", async () => {
  const token = await aPaper();
  const db = openDatabase(env.DB);
  const { id, revision } = await aStory(token, { headline: "Albatross" });
  await unread();
  const headers = { "If-Match": `"${revision}"` };
  const edit = () =>
    must(
      200,
      request(`/api/v1/articles/${id}`, {
        method: "PATCH",
        token,
        json: { headline: "Nightingale" },
        headers,
      }),
    );
  const [old] = await staleArticles(db);
  await edit();
  await refreshArticle(db, old as Stale);
  expect(await foundBy("albatross")).toEqual([]);
  expect(await foundBy("nightingale")).toEqual(["Nightingale"]);

  await anAuthor(token, "mara-lind", { name: "Mara Winter" });
  const [winter] = await staleArticles(db);
  await anAuthor(token, "mara-lind", { name: "Mara Sommer" });
  await refreshArticle(db, winter as Stale);
  expect(await stale()).toBe(1);
  await cron();
  expect(await foundBy("sommer")).toEqual(["Nightingale"]);
});
