import { expect, it } from "vitest";
import { aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request } from "../support/request.ts";

interface List {
  items: { path: string; to: string; createdAt: string }[];
  nextCursor: string | null;
}

const at = (path: string) => `/api/v1/redirects/${encodeURIComponent(path)}`;
const put = (token: string, path: string, to: unknown) =>
  request(at(path), { method: "PUT", token, json: { to } });
const remove = (token: string, path: string) => request(at(path), { method: "DELETE", token });
const list = (token: string, query = "") => must<List>(200, request(`/api/v1/redirects${query}`, { token }));
const location = async (path: string) => {
  const { status, headers } = await request(encodeURI(path));
  return [status, headers.get("Location")];
};

it("a path leads where it was told to, at once, and nowhere when that is taken back", async () => {
  const token = await aPaper();
  expect(await location("/2016/11/30/old")).toEqual([404, null]);
  expect(await must(200, put(token, "/2016/11/30/old", "/world?x=1#top"))).toEqual({
    path: "/2016/11/30/old",
    to: "/world?x=1#top",
    createdAt: expect.stringMatching(/Z$/),
  });
  expect(await location("/2016/11/30/old")).toEqual([301, "http://dateline.test/world?x=1#top"]);
  await must(200, put(token, "/2016/11/30/old", "https://elsewhere.example/a?b=c"));
  expect(await location("/2016/11/30/old")).toEqual([301, "https://elsewhere.example/a?b=c"]);
  expect((await remove(token, "/2016/11/30/old")).status).toBe(204);
  expect(await location("/2016/11/30/old")).toEqual([404, null]);
  expect((await remove(token, "/2016/11/30/old")).status).toBe(404);
});

it("paths and targets of any script work, encoded or not", async () => {
  const token = await aPaper();
  await must(200, put(token, "/über-uns", "/impressum-für-alle"));
  await must(200, put(token, "/2016/11/30/سوريا", "/2016/11/30/%D9%84"));
  expect(await location("/über-uns")).toEqual([301, "http://dateline.test/impressum-f%C3%BCr-alle"]);
  expect(await location("/2016/11/30/سوريا")).toEqual([301, "http://dateline.test/2016/11/30/%D9%84"]);
  expect((await list(token)).items.map(({ path, to }) => [path, to])).toEqual([
    ["/2016/11/30/سوريا", "/2016/11/30/ل"],
    ["/über-uns", "/impressum-für-alle"],
  ]);
});

it("a redirect costs one trip, is kept, and serves other parameters from the same entry", async () => {
  const token = await aPaper();
  await must(200, put(token, "/old", "https://elsewhere.example/"));
  expect((await measured(() => request("/old"))).trips).toBe(1);
  const { trips, result } = await measured(() => request("/old?utm_source=x"));
  expect([trips, result.status, result.headers.get("Location")]).toEqual([
    0,
    301,
    "https://elsewhere.example/",
  ]);
  const { headers } = await request("/old", { method: "HEAD" });
  expect([headers.get("CF-Cache-Status"), headers.get("Cache-Control")]).toEqual([
    "HIT",
    "public, max-age=0, must-revalidate",
  ]);
});

it("paths outside the grammar of pages can't lead elsewhere", async () => {
  const token = await aPaper();
  for (const path of [
    "/old/page",
    "/a.html",
    "/search",
    "/2016",
    "/2016/11/31/x",
    "/2016/11/30",
    "/",
    "//x",
    "/Old",
    "old",
    "/old?x",
  ]) {
    const refused = await put(token, path, "/world");
    const { errors } = await problemOf(refused);
    expect([path, refused.status, errors?.[0]?.path]).toEqual([path, 422, "path"]);
  }
});

it("targets that are no path of ours and no https address are refused", async () => {
  const token = await aPaper();
  for (const to of [
    "",
    "world",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/a/..//evil.example",
    "http://plain.example",
    "javascript:alert(1)",
    "https://",
    "/a b",
    null,
    1,
  ])
    expect([to, (await put(token, "/old", to)).status]).toEqual([to, 422]);
  expect((await list(token)).items).toEqual([]);
});

it("what stands at a path can't lead away", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  for (const path of [story.path, "/world"]) {
    const refused = await put(token, path, "/elsewhere");
    expect([refused.status, (await problemOf(refused)).code]).toEqual([409, "wrong_state"]);
  }
  await withdraw(token, story);
  expect((await put(token, story.path, "/elsewhere")).status).toBe(409);
});

it("a redirect can't lead back to itself, over whatever others", async () => {
  const token = await aPaper();
  for (const to of ["/a", "/a?x=1", "/a#x", "/../a", "/%61"])
    expect([to, (await put(token, "/a", to)).status]).toEqual([to, 422]);
  const json = { url: "https://courier.example" };
  await must(200, request("/api/v1/site", { method: "PATCH", token, json }));
  expect((await put(token, "/a", "https://courier.example/a#x")).status).toBe(422);
  await must(200, put(token, "/b", "/c?x"));
  await must(200, put(token, "/c", "/d#x"));
  await must(200, put(token, "/d", "/ä?y#z"));
  const refused = await put(token, "/ä", "/b");
  expect((await problemOf(refused)).errors?.[0]).toMatchObject({ path: "to", code: "loop" });
  await must(200, put(token, "/ä", "/e"));
  const [one, other] = await Promise.all([put(token, "/left", "/right"), put(token, "/right", "/left")]);
  expect([one.status, other.status].sort()).toEqual([200, 422]);
});

it("redirects are listed by their paths, each once, with few rows", async () => {
  const token = await aPaper();
  for (const path of ["/e", "/b", "/2016/11/30/x", "/d", "/a"]) await must(200, put(token, path, "/world"));
  const first = await list(token, "?limit=3");
  const { result: second, rowsRead } = await measured(() =>
    list(token, `?limit=3&cursor=${first.nextCursor}`),
  );
  expect([...first.items, ...second.items].map(({ path }) => path)).toEqual([
    "/2016/11/30/x",
    "/a",
    "/b",
    "/d",
    "/e",
  ]);
  expect(rowsRead).toBeLessThanOrEqual(26);
});

it("a section and a page leave the path of a redirect alone", async () => {
  const token = await aPaper();
  await must(200, put(token, "/about", "/world"));
  expect(
    (await request("/api/v1/sections/about", { method: "PUT", token, json: { name: "About" } })).status,
  ).toBe(409);
  const page = await aStory(token, { kind: "page", headline: "About", section: null, authors: [] });
  expect(page.path).toBe("/about-2");
});
