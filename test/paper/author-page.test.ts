import { expect, it } from "vitest";
import { aDraft, anAuthor, aPaper, aStory, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();
const headlines = (html: string) =>
  [...html.matchAll(/<a href="[^"]+">(Story \d+)<\/a>/g)].map(([, it]) => it);

it("says who an author is and what they wrote, newest first", async () => {
  const token = await aPaper();
  await anAuthor(token, "bo", {
    name: "Bo Quiet",
    email: "bo@courier.example",
    bio: "Writes on ships.\n\nLives aboard.",
  });
  await aStory(token, { authors: ["bo"], headline: "Story 1" });
  await aStory(token, { headline: "Story 2" });
  await aStory(token, { authors: ["mara-lind", "bo"], headline: "Story 3", kind: "opinion" });
  await aDraft(token, { authors: ["bo"], headline: "Story 4" });
  const html = await read("/authors/bo");
  for (const text of ["<h1>Bo Quiet</h1>", "Writes on ships.", "Lives aboard."]) expect(html).toContain(text);
  expect(headlines(html)).toEqual(["Story 3", "Story 1"]);
  expect(html).not.toContain("bo@courier.example");
  expect(await read("/authors/mara-lind")).toContain("mailto:mara@courier.example");
});

it("is where an article's byline leads", async () => {
  const { path } = await aStory(await aPaper());
  expect(await read(path)).toContain('<a href="/authors/mara-lind">Mara Lind</a>');
});

it("pages without gap or double, in one round trip", async () => {
  const token = await aPaper();
  const drafts = [];
  for (let n = 1; n <= 17; n++) drafts.push(await aStory(token, { headline: `Story ${n}` }));
  const { result, trips, rowsRead } = await measured(() => request("/authors/mara-lind"));
  expect([trips, rowsRead <= 80]).toEqual([1, true]);
  const first = await result.text();
  const [, older = ""] = /rel="next" href="([^"]+)"/.exec(first) ?? [];
  const second = await read(older);
  expect(headlines(first + second)).toEqual(Array.from({ length: 17 }, (_, n) => `Story ${17 - n}`));
  expect(second).toContain('content="noindex,follow"');
  expect((await request(older.replace("mara-lind", "bo"))).status).toBe(400);
});

it("says when there is nothing of an author, and is 404 for nobody", async () => {
  const token = await aPaper();
  const html = await read("/authors/mara-lind");
  expect(html).toContain("<h1>Mara Lind</h1>");
  expect(html).toContain("Nothing has been published yet.");
  expect((await request("/authors/nobody")).status).toBe(404);
  const { result, trips } = await measured(() => request("/authors/No%20Body"));
  expect([result.status, trips]).toEqual([404, 0]);
  await withdraw(token, await aStory(token, { headline: "Story 1" }));
  expect(headlines(await read("/authors/mara-lind"))).toEqual([]);
});
