import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();

it("gives an article as Markdown, with a head that people can read", async () => {
  const token = await aPaper();
  const source = "The *first* ship.\n\n## At dawn\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |";
  const story = await aStory(token, { headline: "Fish *& chips*", body: { source } });
  const correction = { text: "It was not nine weeks." };
  await must(201, request(`/api/v1/articles/${story.id}/corrections`, { token, json: correction }));
  const { result, trips, rowsRead } = await measured(() => request(`${story.path}.md`));
  expect(result.headers.get("Content-Type")).toBe("text/markdown; charset=utf-8");
  expect(result.headers.get("Link")).toBe(`<${story.url}>; rel="canonical"`);
  expect([trips, rowsRead <= 20]).toEqual([1, true]);
  const text = await result.text();
  const parts = [
    "# Fish \\*& chips\\*\n\nAfter nine weeks the first ships came in.\n\n- By Mara Lind (mara@courier.example)\n",
    `- Published: ${story.publishedAt}\n- Updated: `,
    `\n- URL: <${story.url}>\n- Language: en\n\nThe _first_ ship.\n\n## At dawn\n\n- one\n- two\n\n| a `,
    "\n\n## Correction, ",
    "\n\nIt was not nine weeks.\n",
  ];
  const places = parts.map((part) => text.indexOf(part));
  expect(places).toEqual(places.filter((place) => place >= 0).toSorted((a, b) => a - b));
});

it("makes Markdown of the HTML of what was written before Markdown was kept", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  await env.DB.prepare("UPDATE articles SET body_markdown = ''").run();
  expect(await read(`${story.path}.md`)).toContain("> We had waited for it.\n");
});

it("is 404 until it is published, and 410 once withdrawn", async () => {
  const token = await aPaper();
  const path = `/${new Date().toISOString().slice(0, 10).replaceAll("-", "/")}/the-harbour-opens-again.md`;
  expect((await request(path)).status).toBe(404);
  const story = await aStory(token);
  expect((await request(path)).status, "the 404 was purged").toBe(200);
  const headers = { "If-None-Match": (await request(path)).headers.get("ETag") ?? "" };
  expect((await request(path, { headers })).status).toBe(304);
  await withdraw(token, story);
  expect((await request(path, { headers })).status).toBe(410);
});

it("does not ask D1 about what is no article's path", async () => {
  for (const path of ["/2026/02/30/x.md", "/2026/11/22/a--b.md", "/2026/11/22/.md", "/2026/11/22/x.md.md"]) {
    const { trips, result } = await measured(() => request(path));
    expect([path, result.status, trips]).toEqual([path, 404, 0]);
  }
});
