import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { articlesMatching } from "../../src/articles/list-matches.ts";
import { matchOf } from "../../src/articles/search-query.ts";
import { openDatabase } from "../../src/db.ts";
import {
  type ArticleJson,
  aDraft,
  anAuthor,
  aPaper,
  aSection,
  aStory,
  must,
  withdraw,
} from "../support/factories.ts";
import { HOSTILE } from "../support/hostile.ts";
import { manyArticles } from "../support/many-articles.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

interface List {
  items: ArticleJson[];
  nextCursor: string | null;
}
const address = (asked: Record<string, string>) => `/api/v1/articles?${new URLSearchParams(asked)}`;
const list = (token: string, asked: Record<string, string>) =>
  must<List>(200, request(address(asked), { token }));
const found = async (token: string, asked: Record<string, string>) =>
  (await list(token, asked)).items.map(({ headline }) => headline);

it("finds drafts, published and withdrawn articles, newest change first", async () => {
  const token = await aPaper();
  await aDraft(token, { headline: "Ferry draft" });
  await withdraw(token, await aStory(token, { headline: "Ferry gone" }));
  await aStory(token, { headline: "Ferry out" });
  await aDraft(token, { headline: "Something else" });
  expect(await found(token, { q: "ferry" })).toEqual(["Ferry out", "Ferry gone", "Ferry draft"]);
});

it("combines words with status, section, author and topic", async () => {
  const token = await aPaper();
  await aSection(token, "culture", "Culture");
  await anAuthor(token, "bo", { name: "Bo" });
  await aDraft(token, { headline: "Ferry draft" });
  await aStory(token, { headline: "Ferry world", topics: ["Harbour"] });
  await aStory(token, { headline: "Ferry culture", section: "culture", authors: ["bo"] });
  await aStory(token, { headline: "Play", section: "culture", authors: ["bo"], topics: ["Harbour"] });
  const q = "ferry";
  expect(await found(token, { q, status: "draft" })).toEqual(["Ferry draft"]);
  expect(await found(token, { q, section: "culture" })).toEqual(["Ferry culture"]);
  expect(await found(token, { q, section: "world", status: "published" })).toEqual(["Ferry world"]);
  expect(await found(token, { q, author: "bo" })).toEqual(["Ferry culture"]);
  expect(await found(token, { q, topic: "harbour" })).toEqual(["Ferry world"]);
});

it("shows a writer their own and what is published", async () => {
  const editor = await aPaper();
  const writer = await tokenOf("writer");
  await aDraft(editor, { headline: "Ferry, not yours" });
  await aStory(editor, { headline: "Ferry, published" });
  await aDraft(writer, { headline: "Ferry, yours" });
  expect(await found(writer, { q: "ferry" })).toEqual(["Ferry, yours", "Ferry, published"]);
  expect(await found(writer, { q: "ferry", status: "draft" })).toEqual(["Ferry, yours"]);
});

it("pages without gap or double", async () => {
  const token = await aPaper();
  for (let n = 0; n < 7; n++) await aDraft(token, { headline: `Ferry ${n}` });
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: List = await list(token, { q: "ferry", limit: "3", ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ headline }) => headline));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Ferry ${n}`));
});

it("refuses an empty question and one that is too long", async () => {
  const token = await aPaper();
  for (const q of ["", "  ", "a".repeat(201)]) {
    const answer = await request(address({ q }), { token });
    expect([q, answer.status]).toEqual([q, 422]);
    expect((await problemOf(answer)).errors?.[0]?.path).toBe("q");
  }
});

it("finds nothing by punctuation, and is no error whatever is asked", async () => {
  const token = await aPaper();
  expect(await found(token, { q: "?!" })).toEqual([]);
  const lines = [
    ...HOSTILE,
    "\0",
    "\ud800",
    'a" OR',
    "NEAR(",
    "-a:",
    ...env.HOSTILE_LINES.split("\n").slice(0, 100),
  ];
  for (const q of lines) {
    const { status } = await request(address({ q }), { token });
    expect([q, status]).toEqual([q, q.trim() === "" || q.trim().length > 200 ? 422 : 200]);
  }
});

it("reads as much of 3,000 articles as of 700", async () => {
  await aPaper();
  const db = openDatabase(env.DB);
  const page = { match: matchOf("common") ?? "", limit: 20 };
  const actor = { id: "nobody", name: "Nobody", role: "writer" as const, expiresAt: null };
  const look = () => measured(() => db.batch([articlesMatching(db, actor, page)]));
  await manyArticles(700);
  const few = await look();
  await manyArticles(2_300, 700);
  const many = await look();
  expect(many.result[0]).toHaveLength(21);
  expect(many.rowsRead).toBeLessThanOrEqual(3_500);
  expect(Math.abs(many.rowsRead - few.rowsRead)).toBeLessThanOrEqual(many.rowsRead / 10);
});
