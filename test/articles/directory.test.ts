import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { aDraft, anAuthor, aPaper, aSection, aStory, must, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

interface List {
  items: Record<string, unknown>[];
  nextCursor: string | null;
}

const read = <T = List>(token: string, path: string) => must<T>(200, request(`/api/v1${path}`, { token }));
const remove = (token: string, path: string) => request(`/api/v1${path}`, { method: "DELETE", token });
const put = (token: string, path: string, json: unknown) =>
  request(`/api/v1${path}`, { method: "PUT", token, json });
const says = async (path: string, text: string) => (await (await request(path)).text()).includes(text);
const slugsOf = ({ items }: List) => items.map(({ slug }) => slug);

async function everySlug(token: string, list: string): Promise<unknown[]> {
  const slugs: unknown[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: List = await read(token, `/${list}?limit=2${cursor && `&cursor=${cursor}`}`);
    slugs.push(...slugsOf(page));
    cursor = page.nextCursor;
  }
  return slugs;
}

it("sections are listed by position, then slug, each once", async () => {
  const token = await tokenOf("editor");
  for (const [slug, position] of [
    ["zebra", 1],
    ["alpha", 2],
    ["beta", 1],
    ["gamma", 0],
    ["delta", 2],
  ] as const)
    await must(200, put(token, `/sections/${slug}`, { name: slug, position }));
  expect(await everySlug(token, "sections")).toEqual(["gamma", "beta", "zebra", "alpha", "delta"]);
  const one = await read<Record<string, unknown>>(token, "/sections/alpha");
  expect(one).toEqual({ slug: "alpha", name: "alpha", description: "", kind: "stories", position: 2 });
});

it("authors and topics are listed by slug, each once", async () => {
  const token = await tokenOf("editor");
  const longest = "𐐨".repeat(80);
  const slugs = ["cem", "anna", "ɐ", "bo", longest];
  for (const slug of slugs) {
    await must(200, put(token, `/authors/${encodeURIComponent(slug)}`, { name: "Anybody" }));
    await must(200, put(token, `/topics/${encodeURIComponent(slug)}`, { name: slug.slice(0, 60) }));
  }
  const inOrder = ["anna", "bo", "cem", "ɐ", longest];
  expect(await everySlug(token, "authors")).toEqual(inOrder);
  expect(await everySlug(token, "topics")).toEqual(inOrder);
});

it("lists read few rows beyond the page", async () => {
  const token = await tokenOf("editor");
  const names = "SELECT 'name-' || value AS slug, 'Name', 0 FROM json_each(?)";
  for (const into of [
    "sections (kind, slug, name, updated_at) SELECT 'stories', *",
    "topics (slug, name, updated_at) SELECT *",
    "authors (folded_name, slug, name, updated_at) SELECT 'name', *",
  ])
    await env.DB.prepare(`INSERT INTO ${into} FROM (${names})`)
      .bind(JSON.stringify(Array.from({ length: 200 }, (_, n) => n)))
      .run();
  for (const list of ["sections", "authors", "topics"]) {
    const { rowsRead } = await measured(() => read(token, `/${list}?limit=20`));
    expect(rowsRead).toBeLessThanOrEqual(60);
  }
});

it("writers see an e-mail only where it is public", async () => {
  const token = await aPaper();
  await anAuthor(token, "quiet", { name: "Quiet", email: "quiet@courier.example", emailPublic: false });
  const emails = async (reader: string) => (await read(reader, "/authors")).items.map(({ email }) => email);
  expect(await emails(await tokenOf("writer"))).toEqual(["mara@courier.example", null]);
  expect(await emails(token)).toEqual(["mara@courier.example", "quiet@courier.example"]);
  const quiet = await read<Record<string, unknown>>(await tokenOf("writer"), "/authors/quiet");
  expect(quiet).toEqual({ slug: "quiet", name: "Quiet", email: null, emailPublic: false, bio: "" });
});

it("what is not there is 404, to be read and to be deleted", async () => {
  const token = await tokenOf("editor");
  for (const path of ["/sections/none", "/authors/none", "/topics/none"])
    for (const method of ["GET", "DELETE"])
      expect((await request(`/api/v1${path}`, { method, token })).status).toBe(404);
});

it("a section in use stays, and the refusal counts its articles", async () => {
  const token = await aPaper();
  await aDraft(token);
  await withdraw(token, await aStory(token));
  const refused = await remove(token, "/sections/world");
  expect(refused.status).toBe(409);
  const { code, detail } = await problemOf(refused);
  expect([code, detail]).toEqual(["in_use", expect.stringMatching(/^2 articles are in the section "world"/)]);
  expect(slugsOf(await read(token, "/sections"))).toEqual(["world"]);
});

it("an author in use stays, and the refusal counts their articles", async () => {
  const token = await aPaper();
  await aDraft(token);
  const refused = await remove(token, "/authors/mara-lind");
  const { code, detail } = await problemOf(refused);
  expect([refused.status, code, detail]).toEqual([
    409,
    "in_use",
    expect.stringMatching(/^1 article is signed by "mara-lind"/),
  ]);
});

it("an article and the deletion of its section never both win", async () => {
  const token = await aPaper();
  for (let n = 0; n < 10; n++) {
    await aSection(token, `brief-life-${n}`, "Brief life");
    const json = { headline: "Racing", section: `brief-life-${n}`, authors: ["mara-lind"] };
    const [made, gone] = await Promise.all([
      request("/api/v1/articles", { token, json }),
      remove(token, `/sections/brief-life-${n}`),
    ]);
    expect([
      [201, 409],
      [422, 204],
    ]).toContainEqual([made.status, gone.status]);
  }
});

it("a deleted section is gone from its address and from the menus", async () => {
  const token = await aPaper();
  await aSection(token, "sport", "Sport & Play");
  const { path } = await aStory(token);
  expect(await says(path, "Sport &amp; Play")).toBe(true);
  expect((await request("/sport")).status).toBe(200);
  expect((await remove(token, "/sections/sport")).status).toBe(204);
  expect((await request("/sport")).status).toBe(404);
  await vi.waitFor(async () => expect(await says(path, "Sport &amp; Play")).toBe(false));
});

it("a deleted author is gone from their address at once", async () => {
  const token = await aPaper();
  await anAuthor(token, "guest", { name: "Guest" });
  expect((await request("/authors/guest")).status).toBe(200);
  expect((await remove(token, "/authors/guest")).status).toBe(204);
  expect((await request("/authors/guest")).status).toBe(404);
});

it("a section can't have the path of a page", async () => {
  const token = await aPaper();
  await aStory(token, { kind: "page", headline: "About", section: null, authors: [] });
  const refused = await put(token, "/sections/about", { name: "About" });
  expect([refused.status, (await problemOf(refused)).code]).toEqual([409, "wrong_state"]);
  expect((await remove(token, "/sections/about")).status).toBe(404);
});
