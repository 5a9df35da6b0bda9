import { expect, it } from "vitest";
import { aBrief, aDraft, anAuthor, aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

it("costs one round trip and at most 40 rows", async () => {
  const token = await aPaper();
  for (let n = 1; n <= 8; n++) await aBrief(token, `Brief ${n}`);
  const { path } = await aStory(token, { topics: ["Harbour", "Trade"] });
  const { trips, rowsRead, result } = await measured(() => request(path));
  expect(result.status).toBe(200);
  expect(trips).toBe(1);
  expect(rowsRead).toBeGreaterThan(5);
  expect(rowsRead).toBeLessThanOrEqual(40);
});

it("shows corrections, dated, after the body", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const correction = { text: "An earlier version named the wrong pier." };
  await must(201, request(`/api/v1/articles/${story.id}/corrections`, { token, json: correction }));
  const html = await (await request(story.path)).text();
  expect(html.lastIndexOf(correction.text)).toBeGreaterThan(html.indexOf("</blockquote>"));
  expect(html).toContain("Updated: ");
});

it("names only e-mail addresses that are public", async () => {
  const token = await aPaper();
  await anAuthor(token, "quiet", {
    name: "Quiet Author",
    email: "quiet@courier.example",
    emailPublic: false,
  });
  const { path } = await aStory(token, { authors: ["quiet", "mara-lind"] });
  const html = await (await request(path)).text();
  expect(html).toContain("Quiet Author");
  expect(html).not.toContain("quiet@courier.example");
  expect(html).toContain("mailto:mara@courier.example");
});

it("is set in the language and direction of the story", async () => {
  const token = await aPaper();
  const { path } = await aStory(token, {
    language: "ar",
    headline: "عودة الميناء",
    body: { source: "عادت السفن." },
  });
  const html = await (await request(path)).text();
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(decodeURI(path)).toMatch(/\/عودة-الميناء$/);
});

it("is 404 for a draft, and 410 once withdrawn", async () => {
  const token = await aPaper();
  await aDraft(token);
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  expect((await request(`/${day}/the-harbour-opens-again`)).status).toBe(404);
  const story = await aStory(token);
  expect(story.path).toBe(`/${day}/the-harbour-opens-again`);
  expect((await request(story.path)).status, "the 404 was purged").toBe(200);
  await withdraw(token, story);
  const gone = await request(story.path);
  expect(gone.status).toBe(410);
  expect(await gone.text()).toContain("It was wrong.");
});

it("does not ask D1 about a path outside the grammar", async () => {
  await aPaper();
  for (const path of [
    "/2026/13/01/x",
    "/2026/02/30/x",
    "/2026/1/1/x",
    "/a/b",
    "/UPPER",
    "/x.php",
    "/2026/11/22/a--b",
    "/%ff",
  ]) {
    const { trips, result } = await measured(() => request(path));
    expect([path, result.status, trips]).toEqual([path, 404, 0]);
    expect(await result.text()).toContain("<h1>");
  }
});
