import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  aComment,
  anAddress,
  type CommentList,
  decided,
  pass,
  rowsOf,
  storeComments,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request } from "../support/request.ts";

const NOW = Date.UTC(2026, 10, 20, 12);
let token: string;
let article: ArticleJson;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(NOW);
  token = await aPaper();
  article = await aStory(token);
});
afterEach(() => {
  vi.useRealTimers();
});

function list(query = ""): Promise<CommentList> {
  return must<CommentList>(200, request(`/api/v1/comments${query}`, { token }));
}

const idsOf = ({ items }: CommentList) => items.map(({ id }) => id);

describe("the list of comments", () => {
  it("is empty at first", async () => {
    expect(await list()).toEqual({ items: [], nextCursor: null });
  });

  it("begins with the oldest", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      ids.push((await aComment(article.path)).id);
      pass(1);
    }
    expect(idsOf(await list())).toEqual(ids);
  });

  it("filters by status, article and commenter together", async () => {
    const other = await aStory(token, { headline: "Another one" });
    const first = await aComment(article.path);
    pass(1);
    const published = await aComment(article.path, {}, { Cookie: first.cookie });
    await decided(token, published.id, { decision: "publish" });
    pass(1);
    const elsewhere = await aComment(other.path, {}, { Cookie: first.cookie });
    pass(1);
    const another = await aComment(article.path);
    const commenter = (await rowsOf<{ id: string; commenter: string }>("comments")).find(
      ({ id }) => id === first.id,
    )?.commenter;
    const ids = async (query: string) => idsOf(await list(query));
    expect(await ids("?status=pending")).toEqual([first.id, elsewhere.id, another.id]);
    expect(await ids("?status=published")).toEqual([published.id]);
    expect(await ids("?status=removed")).toEqual([]);
    expect(await ids(`?article=${article.id}`)).toEqual([first.id, published.id, another.id]);
    expect(await ids(`?commenter=${commenter}`)).toEqual([first.id, published.id, elsewhere.id]);
    expect(await ids(`?status=pending&article=${article.id}`)).toEqual([first.id, another.id]);
    expect(await ids(`?status=pending&commenter=${commenter}`)).toEqual([first.id, elsewhere.id]);
    expect(await ids(`?article=${article.id}&commenter=${commenter}`)).toEqual([first.id, published.id]);
    expect(await ids(`?status=pending&article=${article.id}&commenter=${commenter}`)).toEqual([first.id]);
    expect(await ids("?article=nothing")).toEqual([]);
  });

  it("gives each comment once, page by page, also of one millisecond", async () => {
    const ids = await storeComments(
      Array.from({ length: 25 }, (_, n) => ({ article: article.id, at: NOW + (n >> 3) })),
    );
    const seen: string[] = [];
    let query = "?limit=4";
    for (let pages = 1; ; pages++) {
      const page = await list(query);
      seen.push(...idsOf(page));
      if (page.nextCursor === null) {
        expect(pages).toBe(7);
        break;
      }
      query = `?limit=4&cursor=${page.nextCursor}`;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  it("has twenty a page, and no cursor at its end", async () => {
    await storeComments(Array.from({ length: 20 }, (_, n) => ({ article: article.id, at: NOW + n })));
    expect(await list()).toMatchObject({ items: { length: 20 }, nextCursor: null });
    await aComment(article.path);
    expect(await list()).toMatchObject({ items: { length: 20 }, nextCursor: expect.any(String) });
    expect((await list("?limit=100")).items).toHaveLength(21);
  });

  it("pages with filters keep their order under load", async () => {
    await storeComments(Array.from({ length: 30 }, (_, n) => ({ article: article.id, at: NOW + n })));
    const filter = `status=published&article=${article.id}&limit=10`;
    const first = await list(`?${filter}`);
    await storeComments([{ article: article.id, at: NOW - 1 }]);
    const second = await list(`?${filter}&cursor=${first.nextCursor}`);
    expect(second.items[0]?.createdAt).toBe(new Date(NOW + 10).toISOString());
  });

  it("shows nothing that could name a client", async () => {
    const address = anAddress();
    await aComment(article.path, {}, { "CF-Connecting-IP": address });
    const text = JSON.stringify(await list());
    const [row] = await rowsOf<{ client_hash: string; receipt_hash: string }>("comments");
    for (const secret of [address, row?.client_hash ?? "", row?.receipt_hash ?? ""])
      expect(text).not.toContain(secret);
  });
});

describe("the list refuses", () => {
  const WRONG: [path: string, query: string][] = [
    ["limit", "limit=0"],
    ["limit", "limit=101"],
    ["limit", "limit=-1"],
    ["limit", "limit=1.5"],
    ["limit", "limit=ten"],
    ["limit", "limit="],
    ["status", "status=new"],
    ["status", "status="],
    ["article", `article=${"a".repeat(65)}`],
    ["page", "page=2"],
  ];

  it("a wrong parameter, by its name", async () => {
    for (const [path, query] of WRONG) {
      const response = await request(`/api/v1/comments?${query}`, { token });
      expect(await problemOf(response), query).toMatchObject({ status: 422, errors: [{ path }] });
    }
  });

  async function aCursor(): Promise<string> {
    await storeComments([1, 2].map((at) => ({ article: article.id, at })));
    return (await list("?limit=1")).nextCursor ?? "";
  }

  const refusalOf = async (cursor: string) => {
    const response = await request(`/api/v1/comments?cursor=${encodeURIComponent(cursor)}`, { token });
    return [response.status, (await problemOf(response)).code];
  };

  it("a cursor that was made up", async () => {
    for (const cursor of [
      "x",
      "",
      ".",
      "a.b",
      "é",
      btoa("1.x"),
      `${btoa("1.x")}.${btoa("0123456789abcdef")}`,
    ])
      expect(await refusalOf(cursor), cursor).toEqual([400, "bad_cursor"]);
  });

  it("a cursor that was changed anywhere", async () => {
    const cursor = await aCursor();
    const [payload = "", signature = ""] = cursor.split(".");
    const swapped = (text: string) => (text[0] === "A" ? "B" : "A") + text.slice(1);
    for (const forged of [
      `${swapped(payload)}.${signature}`,
      `${payload}.${swapped(signature)}`,
      payload,
      `${payload}.`,
      `.${signature}`,
    ])
      expect(await refusalOf(forged)).toEqual([400, "bad_cursor"]);
  });

  it("another list's cursor", async () => {
    await aStory(token, { headline: "Another one" });
    const articles = await must<{ nextCursor: string }>(200, request("/api/v1/articles?limit=1", { token }));
    expect(await refusalOf(articles.nextCursor)).toEqual([400, "bad_cursor"]);
  });
});

it("reads four rows a comment at most, whatever is combined", async () => {
  const others = await aStory(token, { headline: "Another one" });
  await storeComments(Array.from({ length: 300 }, (_, n) => ({ article: article.id, at: NOW + n })));
  const last = await aComment(others.path);
  const [row] = await rowsOf<{ commenter: string }>("comments");
  const { id } = article;
  for (const asked of ["", "status=published", `article=${id}`, `article=${id}&status=pending`])
    for (const limit of [20, 100]) {
      const address = `?limit=${limit}&${asked}`;
      const { rowsRead } = await measured(() => list(address));
      expect([address, rowsRead, rowsRead <= 4 * limit + 20]).toEqual([address, rowsRead, true]);
    }
  expect(idsOf(await list(`?article=${others.id}&status=pending`))).toEqual([last.id]);
  expect(await list(`?commenter=${row?.commenter}&status=pending&limit=1`)).toMatchObject({
    items: [],
    nextCursor: expect.any(String),
  });
});
