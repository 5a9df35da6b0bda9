import { expect, it } from "vitest";
import { type ArticleJson, aDraft, anAuthor, aPaper, aSection, aStory, must } from "../support/factories.ts";
import { request, tokenOf } from "../support/request.ts";

interface List {
  items: ArticleJson[];
  nextCursor: string | null;
}
const list = (token: string, query = "") => must<List>(200, request(`/api/v1/articles${query}`, { token }));
const headlines = ({ items }: List) => items.map((article) => article.headline);

it("finds articles by status, section, author and topic", async () => {
  const token = await aPaper();
  await aSection(token, "culture", "Culture");
  await anAuthor(token, "bo", { name: "Bo" });
  await aStory(token, { headline: "World news", topics: ["Harbour"] });
  await aStory(token, { headline: "A play", section: "culture", authors: ["bo"] });
  await aDraft(token, { headline: "Half a thought" });
  expect(headlines(await list(token, "?status=draft"))).toEqual(["Half a thought"]);
  expect(headlines(await list(token, "?section=culture"))).toEqual(["A play"]);
  expect(headlines(await list(token, "?section=world&status=draft"))).toEqual(["Half a thought"]);
  expect(headlines(await list(token, "?author=bo&status=published"))).toEqual(["A play"]);
  expect(headlines(await list(token, "?topic=harbour"))).toEqual(["World news"]);
  expect(headlines(await list(token))).toEqual(["Half a thought", "A play", "World news"]);
});

it("pages without gap or double", async () => {
  const token = await aPaper();
  for (let n = 0; n < 7; n++) await aDraft(token, { headline: `Draft ${n}` });
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: List = await list(token, `?limit=3${cursor && `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...headlines(page));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Draft ${n}`));
});

it("shows a writer their own articles and what is published", async () => {
  const editor = await aPaper();
  const writer = await tokenOf("writer");
  await aDraft(editor, { headline: "Not yours" });
  await aStory(editor, { headline: "Published" });
  await aDraft(writer, { headline: "Yours" });
  expect(headlines(await list(writer))).toEqual(["Yours", "Published"]);
  expect(headlines(await list(writer, "?status=draft"))).toEqual(["Yours"]);
});
