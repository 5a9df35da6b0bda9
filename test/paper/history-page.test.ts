import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { type ChainJson, chainOf, faultsOf } from "../support/chain.ts";
import { type ArticleJson, aDraft, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();

async function revise(token: string, { id, revision }: ArticleJson, json: unknown): Promise<ArticleJson> {
  const headers = { "If-Match": `"${revision}"` };
  return await must(200, request(`/api/v1/articles/${id}`, { method: "PATCH", token, json, headers }));
}

/** An article with so many versions: written as they are stored, without going through as many edits. */
async function manyVersions(story: ArticleJson, versions: number): Promise<void> {
  const insert =
    "INSERT INTO versions SELECT article, ?, at + ?, content, ?, hash, 'h' FROM versions WHERE article = ? AND number = 1";
  const changes = JSON.stringify({ members: ["body"], blocks: { body: [] } });
  const rows = Array.from({ length: versions - 1 }, (_, n) =>
    env.DB.prepare(insert).bind(n + 2, n, changes, story.id),
  );
  await env.DB.batch(rows);
}

it("lists the versions, newest first, with what changed", async () => {
  const token = await aPaper();
  let story = await aStory(token);
  story = await revise(token, story, { headline: "Open <again>", standfirst: "At last." });
  const html = await read(`${story.path}/history`);
  expect(html).toContain("<h1>Open &lt;again&gt;</h1>");
  const second = html.indexOf(`href="${story.path}/history/2"`);
  const first = html.indexOf(`href="${story.path}/history/1"`);
  expect(second > 0 && first > second).toBe(true);
  expect(html.slice(second, first)).toContain("Headline, Standfirst");
  expect(html.slice(first)).toContain("First version");
});

it("shows a version with what came in and what went out", async () => {
  const token = await aPaper();
  let story = await aStory(token, { body: { source: "The first ship came at dawn." } });
  story = await revise(token, story, { body: { source: "The first ship came at <b>noon</b>." } });
  const html = await read(`${story.path}/history/2`);
  expect(html).toContain('<meta name="robots" content="noindex,follow"');
  expect(html).toContain(
    '<p>The first ship came at <del><span class="hidden">Removed: </span>dawn</del><ins><span class="hidden">Added: </span>**noon**</ins>.</p>',
  );
  expect(html).toContain("<p>The first ship came at **noon**.</p>");
  expect(html).toContain(`rel="prev" href="${story.path}/history/1"`);
  expect(html).not.toContain(`rel="next" href="${story.path}/history/3"`);
  expect(await read(`${story.path}/history/1`)).toContain(`rel="next" href="${story.path}/history/2"`);
});

it("says it in the site's language, the text in its own", async () => {
  const token = await aPaper();
  await must(200, request("/api/v1/site", { method: "PATCH", token, json: { language: "de" } }));
  let story = await aStory(token, { language: "ar", headline: "عادت السفينة إلى الميناء" });
  story = await revise(token, story, { headline: "عادت السفن إلى الميناء" });
  const html = await read(`${story.path}/history/2`);
  expect(html).toContain('<h1 lang="ar" dir="rtl">عادت السفن إلى الميناء</h1>');
  expect(html).toContain('<ins><span class="hidden" lang="de" dir="ltr">Hinzugefügt: </span>السفن </ins>');
  expect(html).toContain("<h3>Überschrift</h3>");
});

it("is not there for a draft, an unknown article, or an unknown number", async () => {
  const token = await aPaper();
  const path = `/${new Date().toISOString().slice(0, 10).replaceAll("-", "/")}/the-harbour-opens-again`;
  const paths = ["/history", "/history/1", "/history.json"].map((end) => path + end);
  const draft = await aDraft(token);
  for (const each of paths) expect([each, (await request(each)).status]).toEqual([each, 404]);
  const story = await publish(token, draft);
  for (const each of paths) expect([each, (await request(each)).status]).toEqual([each, 200]);
  for (const number of ["2", "0", "01", "-1", "1e0", "x", "99999999999999999999"])
    expect([number, (await request(`${path}/history/${number}`)).status]).toEqual([number, 404]);
  await revise(token, story, { headline: "Version two" });
  expect((await request(`${path}/history/2`)).status, "its 404 was purged").toBe(200);
});

it("goes with the article: 410 once withdrawn, 451 once removed", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const paths = ["/history", "/history/1", "/history.json"].map((end) => story.path + end);
  for (const path of paths) await read(path);
  await withdraw(token, story);
  for (const path of paths) expect([path, (await request(path)).status]).toEqual([path, 410]);
  await env.DB.prepare("UPDATE articles SET status = 'removed', law = 'a law'").run();
  resetLocalEdge();
  for (const path of paths) expect([path, (await request(path)).status]).toEqual([path, 451]);
  for (const path of paths) expect(await read(path)).not.toContain("The first ship");
});

it("is kept by the edge, and new after each change", async () => {
  const token = await aPaper();
  let story = await aStory(token);
  const paths = ["/history", "/history/1", "/history.json"].map((end) => story.path + end);
  const etags: (string | null)[] = [];
  for (const path of paths) {
    const { headers } = await request(path);
    etags.push(headers.get("ETag"));
    expect(headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
    const again = await request(path, { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
    expect([path, again.status, again.headers.get("CF-Cache-Status")]).toEqual([path, 304, "HIT"]);
  }
  story = await revise(token, story, { headline: "Changed", minor: true });
  for (const [at, path] of paths.entries())
    expect([path, (await request(path)).headers.get("ETag") !== etags[at]]).toEqual([path, true]);
});

it("costs one round trip, and as many rows with many versions", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  await manyVersions(story, 130);
  for (const [end, most] of [
    ["/history", 60],
    ["/history/70", 10],
    ["/history.json", 30],
  ] as const) {
    const { result, trips, rowsRead, statements } = await measured(() => request(story.path + end));
    expect([end, result.status, trips, rowsRead <= most, rowsRead]).toEqual([end, 200, 1, true, rowsRead]);
    if (end === "/history") expect(statements.join()).not.toContain("content");
  }
});

it("leads through long histories page by page", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  await manyVersions(story, 130);
  const numbers: number[] = [];
  for (let path: string | undefined = `${story.path}/history`; path; ) {
    const html: string = await read(path);
    numbers.push(...Array.from(html.matchAll(/href="[^"]+\/history\/(\d+)"/g), ([, n]) => Number(n)));
    path = /rel="next" href="([^"]+\?before=[^"]+)"/.exec(html)?.[1];
  }
  expect(numbers).toEqual(Array.from({ length: 130 }, (_, n) => 130 - n));
  const { versions } = await chainOf(story.path);
  expect(versions.map(({ number }) => number)).toEqual(Array.from({ length: 130 }, (_, n) => n + 1));
  expect((await request(`${story.path}/history?before=2.forged`)).status).toBe(400);
});

it("gives the chain with all that is needed to check it", async () => {
  const token = await aPaper();
  const story = await revise(token, await aStory(token), {
    headline: "Über „Fähren“ & 🚢",
    body: { source: 'A "quoted"\u2028line\n\n<b>é</b> €' },
  });
  const response = await request(`${story.path}/history.json`);
  expect(response.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  const chain = await response.json<ChainJson>();
  expect(chain).toMatchObject({ article: { id: story.id, url: story.url }, next: null });
  expect(chain.algorithm).toContain("RFC 8785");
  expect(chain.versions.map(({ number, previous }) => [number, previous])).toEqual([
    [2, chain.versions[1]?.hash],
    [1, null],
  ]);
  expect(await faultsOf({ ...chain, versions: chain.versions.toReversed() })).toEqual([]);
});
