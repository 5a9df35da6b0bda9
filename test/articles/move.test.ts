import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { aComment, fillIn, rowsOf } from "../support/comments.ts";
import { type ArticleJson, aDraft, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request } from "../support/request.ts";

const ORIGIN = "http://dateline.test";
const tryMove = (token: string, { id, revision }: ArticleJson, slug: string | null, members = {}) =>
  request(`/api/v1/articles/${id}`, {
    method: "PATCH",
    token,
    json: { slug, ...members },
    headers: { "If-Match": `"${revision}"` },
  });
const move = (token: string, article: ArticleJson, slug: string | null) =>
  must(200, tryMove(token, article, slug));
const location = async (path: string) => {
  const { status, headers } = await request(encodeURI(path));
  return [status, headers.get("Location")];
};
const dayOf = ({ path }: ArticleJson) => path.slice(0, path.lastIndexOf("/") + 1);

it("a new slug moves the story within its day, and the old path leads there", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const markdown = `${story.path}.md`;
  for (const path of [story.path, markdown, `${story.path}/comments`, `${story.path}/comments/fragment`])
    expect((await request(path)).status).toBe(200);
  expect((await request(`${dayOf(story)}harbour`)).status).toBe(404);
  const moved = await move(token, story, "harbour");
  expect([moved.path, moved.slug, moved.revision]).toEqual([`${dayOf(story)}harbour`, "harbour", 3]);
  expect(await location(story.path)).toEqual([301, ORIGIN + moved.path]);
  expect(await location(markdown)).toEqual([301, `${ORIGIN}${moved.path}.md`]);
  expect(await location(`${story.path}/comments`)).toEqual([301, `${ORIGIN}${moved.path}/comments`]);
  expect(await location(`${story.path}/comments/fragment`)).toEqual([
    301,
    `${ORIGIN}${moved.path}/comments/fragment`,
  ]);
  for (const path of [moved.path, `${moved.path}.md`, `${moved.path}/comments`])
    expect((await request(path)).status).toBe(200);
});

it("however often it moved, every old path leads there in one step", async () => {
  const token = await aPaper();
  let story = await aStory(token);
  const paths = [story.path];
  for (const slug of ["one", "über-zwei", "تین"]) {
    story = await move(token, story, slug);
    paths.push(story.path);
  }
  const last = ORIGIN + encodeURI(story.path);
  for (const path of paths.slice(0, -1)) expect(await location(path)).toEqual([301, last]);
  expect((await request(encodeURI(story.path))).status).toBe(200);
  const { items } = await must<{ items: unknown[] }>(200, request("/api/v1/redirects", { token }));
  expect(items).toHaveLength(3);
  expect(items).toEqual(items.map(() => expect.objectContaining({ to: story.path })));
});

it("a story that moves back stands there again, and the other path leads to it", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const moved = await move(token, story, "elsewhere");
  expect(await location(story.path)).toEqual([301, ORIGIN + moved.path]);
  const back = await move(token, moved, "the-harbour-opens-again");
  expect(back.path).toBe(story.path);
  expect((await request(story.path)).status).toBe(200);
  expect(await location(moved.path)).toEqual([301, ORIGIN + story.path]);
  expect(await rowsOf("redirects")).toHaveLength(1);
});

it("a slug that is taken gets a number; a path left behind stays taken for others", async () => {
  const token = await aPaper();
  const first = await aStory(token, { headline: "Budget" });
  const second = await aStory(token, { headline: "Harbour" });
  const moved = await move(token, second, "budget");
  expect(moved.path).toBe(`${dayOf(first)}budget-2`);
  const again = await must(200, tryMove(token, moved, "budget"));
  expect([again.path, again.revision]).toEqual([moved.path, moved.revision]);
  const third = await aStory(token, { headline: "Harbour" });
  expect(third.path).toBe(`${dayOf(first)}harbour-2`);
});

it("of many stories that want one slug at once each gets a path of its own", async () => {
  const token = await aPaper();
  const stories: ArticleJson[] = [];
  for (let n = 0; n < 6; n++) stories.push(await aStory(token, { headline: `Story ${n}` }));
  const moved = await Promise.all(stories.map((story) => move(token, story, "same")));
  expect(new Set(moved.map(({ path }) => path)).size).toBe(6);
  for (const [n, { path }] of stories.entries())
    expect(await location(path)).toEqual([301, ORIGIN + moved[n]?.path]);
});

it("of parallel moves one wins, and the losers leave no redirect", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => tryMove(token, story, `slug-${n}`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
  expect(await rowsOf("redirects")).toHaveLength(1);
});

it("lists, feeds, sitemap and search name the new path only", async () => {
  const token = await aPaper();
  const story = await aStory(token, { topics: ["Port"] });
  const month = story.path.slice(1, 8).replace("/", "-");
  const places = [
    "/",
    "/world",
    "/authors/mara-lind",
    "/topics/port",
    "/feed.xml",
    "/feed.json",
    `/sitemaps/${month}.xml`,
    "/sitemaps/news.xml",
    `${dayOf(story).slice(0, -1)}`,
    "/search?q=harbour",
  ];
  for (const place of places)
    expect([place, (await (await request(place)).text()).includes(story.path)]).toEqual([place, true]);
  const moved = await move(token, story, "ships");
  for (const place of places) {
    const text = await (await request(place)).text();
    expect([place, text.includes(story.path), text.includes(moved.path)]).toEqual([place, false, true]);
  }
});

it("a moved story that is withdrawn is gone at both paths, and comes back at both", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const moved = await move(token, story, "harbour");
  expect(await location(story.path)).toEqual([301, ORIGIN + moved.path]);
  const withdrawn = await withdraw(token, moved);
  for (const path of [moved.path, story.path, `${story.path}.md`, `${story.path}/comments`])
    expect([path, (await request(path)).status]).toEqual([path, 410]);
  await publish(token, withdrawn);
  expect(await location(story.path)).toEqual([301, ORIGIN + moved.path]);
});

it("one that is removed for legal reasons is so at both paths, and keeps its address", async () => {
  const token = await aPaper();
  const moved = await move(token, await aStory(token, { headline: "Old" }), "new");
  await env.DB.prepare("UPDATE articles SET status = 'removed', reason = 'Order', law = 'Act 1'").run();
  for (const slug of ["old", "new"]) {
    const { status, headers } = await request(dayOf(moved) + slug);
    expect([status, headers.get("Link")]).toEqual([451, expect.stringContaining("blocked-by")]);
  }
  const refused = await tryMove(token, moved, "third");
  expect([refused.status, (await problemOf(refused)).code]).toEqual([409, "wrong_state"]);
});

it("a withdrawn story can move, and both paths say so at once", async () => {
  const token = await aPaper();
  const story = await withdraw(token, await aStory(token));
  expect((await request(story.path)).status).toBe(410);
  expect((await request(`${dayOf(story)}harbour`)).status).toBe(404);
  const moved = await move(token, story, "harbour");
  for (const path of [story.path, moved.path]) expect((await request(path)).status).toBe(410);
});

it("a page moves among pages; no reserved word, no section and no redirect is its slug", async () => {
  const token = await aPaper();
  const about = await aStory(token, { kind: "page", headline: "About", section: null, authors: [] });
  const moved = await move(token, about, "us");
  expect(moved.path).toBe("/us");
  expect(await location("/about")).toEqual([301, `${ORIGIN}/us`]);
  expect((await move(token, moved, "world")).path).toBe("/world-2");
  const story = await aStory(token);
  expect((await tryMove(token, story, story.slug as string, { kind: "page" })).status).toBe(409);
});

it("null makes the slug from the headline anew", async () => {
  const token = await aPaper();
  const story = await aStory(token, { headline: "First words", slug: "x" });
  expect((await must(200, tryMove(token, story, null, { headline: "Better words" }))).path).toBe(
    `${dayOf(story)}better-words`,
  );
});

it("a draft changes its slug without leaving a path behind", async () => {
  const token = await aPaper();
  const draft = await aDraft(token, { slug: "one" });
  expect((await move(token, draft, "two")).path).toBeNull();
  expect(await rowsOf("redirects")).toEqual([]);
});

it("a comment written at the old path reaches the article", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  await move(token, story, "harbour");
  const { id } = await aComment(story.path);
  expect(await rowsOf("comments")).toMatchObject([{ id, article: story.id }]);
  const again = await fillIn(story.path, { name: "Ann", body: "" });
  expect(again.status).toBe(422);
  expect((await again.text()).includes(`${dayOf(story)}harbour/comments`)).toBe(true);
});

it("an old path costs one trip and few rows, once in a minute", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  await move(token, story, "harbour");
  const { trips, rowsRead } = await measured(() => request(story.path));
  expect(trips).toBe(1);
  expect(rowsRead).toBeLessThanOrEqual(40);
  expect((await request(story.path)).headers.get("CF-Cache-Status")).toBe("HIT");
  expect(await location(`${story.path}?utm_source=x`)).toEqual([301, `${ORIGIN}${dayOf(story)}harbour`]);
});
