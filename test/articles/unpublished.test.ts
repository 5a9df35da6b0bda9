import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { type ArticleJson, aBrief, aDraft, aPaper, aSection, aStory, must } from "../support/factories.ts";
import { aPicture, type PictureJson } from "../support/media.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";
import { MINUTE_MS, putState, schedule } from "../support/schedule.ts";

const AT = Date.now() + 60 * MINUTE_MS;
const DAY = new Date(AT).toISOString().slice(0, 10).replaceAll("-", "/");
const [YEAR, MONTH] = DAY.split("/");
const SECRET = "Embargoed";

interface Newsroom {
  token: string;
  writer: string;
  story: ArticleJson;
  draft: ArticleJson;
  picture: PictureJson;
}
let newsroom: Newsroom;

/** A paper with a story, and a draft that shares section, author, topic and language links with it. */
beforeEach(async () => {
  const token = await aPaper();
  await aSection(token, "culture", "Culture");
  const picture = await aPicture(token, 32, 20, `?alt=${SECRET}%20picture`);
  const story = await aStory(token, { topics: ["Harbours"], body: { source: "The first ship came in." } });
  await aBrief(token, "A ferry is late");
  const draft = await aDraft(token, {
    headline: `${SECRET} headline`,
    standfirst: `${SECRET} standfirst.`,
    section: "culture",
    topics: ["Harbours", SECRET],
    language: "de",
    translationOf: story.id,
    lead: { media: picture.id },
    body: { source: `${SECRET} body.` },
  });
  newsroom = { token, writer: await tokenOf("writer", { name: "other" }), story, draft, picture };
});

function publicPaths({ story }: Newsroom): string[] {
  const own = `/${DAY}/embargoed-headline`;
  const lists = ["", "/world", "/culture", "/authors/mara-lind", "/topics/harbours", "/topics/embargoed"];
  return [
    ...[own, `${own}.md`, `${own}/comments`, `${own}/comments/fragment`],
    ...[story.path, `${story.path}.md`, `${story.path}/comments`],
    ...lists.map((list) => list || "/"),
    ...lists.flatMap((list) => ["xml", "atom", "json"].map((type) => `${list}/feed.${type}`)),
    ...["/in-short", "/corrections", "/archive", `/${YEAR}`, `/${YEAR}/${MONTH}`, `/${DAY}`],
    ...[`/search?q=${SECRET}`, "/search?q=ship", `/search?q=${SECRET}&section=culture`],
    ...["/sitemap.xml", "/sitemaps/news.xml", `/sitemaps/${YEAR}-${MONTH}.xml`, "/sitemaps/pages.xml"],
    ...["/robots.txt", "/llms.txt", "/manifest.webmanifest", "/opensearch.xml", "/healthz"],
    "/api/openapi.json",
  ];
}

/** What anybody is told, rendered anew: status, the bytes, and the headers that speak of the content. */
async function told(paths: string[], token?: string): Promise<Map<string, unknown>> {
  resetLocalEdge();
  const answers = new Map<string, unknown>();
  for (const path of paths) {
    const response = await request(path, token ? { token } : {});
    const { headers, status } = response;
    const text = (await response.text()).replace(/"requestId":"[^"]*"/, "");
    answers.set(path, [status, headers.get("ETag"), headers.get("Last-Modified"), text]);
  }
  return answers;
}

const setLastChange = () => env.DB.prepare("UPDATE events SET created_at = created_at - 3600000").run();

describe("a story that is scheduled", () => {
  it("changes no byte of any public page, feed, sitemap or search", async () => {
    await setLastChange();
    const paths = publicPaths(newsroom);
    const before = await told(paths);
    const scheduled = await schedule(newsroom.token, newsroom.draft, AT);
    const after = await told(paths);
    for (const path of paths) expect([path, after.get(path)]).toEqual([path, before.get(path)]);
    for (const path of paths.filter((each) => !each.startsWith("/search") && each !== "/topics/embargoed"))
      expect([path, String(after.get(path)).includes(SECRET)]).toEqual([path, false]);
    await must(200, putState(newsroom.token, scheduled, { state: "draft" }));
    const unscheduled = await told(paths);
    for (const path of paths) expect([path, unscheduled.get(path)]).toEqual([path, before.get(path)]);
  });

  it("has no address to be found at", async () => {
    await schedule(newsroom.token, newsroom.draft, AT);
    const own = `/${DAY}/embargoed-headline`;
    for (const path of [
      own,
      `${own}.md`,
      `${own}/comments`,
      "/topics/embargoed",
      "/topics/embargoed/feed.xml",
    ])
      expect([path, (await request(path)).status]).toEqual([path, 404]);
  });

  it("is not there for a writer who does not own it", async () => {
    const { token, writer, draft, picture } = newsroom;
    const lists = ["/articles", "/articles?status=scheduled", `/articles?q=${SECRET}`, "/media"];
    const more = ["/articles?section=culture", "/articles?author=mara-lind", "/articles?topic=embargoed"];
    const paths = [...lists, ...more].map((path) => `/api/v1${path}`);
    const before = await told(paths, writer);
    await schedule(token, draft, AT);
    const after = await told(paths, writer);
    for (const path of paths) {
      expect([path, after.get(path)]).toEqual([path, before.get(path)]);
      expect([path, String(after.get(path)).includes(SECRET)]).toEqual([path, false]);
    }
    for (const path of [`/articles/${draft.id}`, `/articles/${draft.id}/orphans`, `/media/${picture.id}`])
      expect([path, (await request(`/api/v1${path}`, { token: writer })).status]).toEqual([path, 404]);
  });

  it("is there for its own writer and for every editor", async () => {
    const { token } = newsroom;
    const [owner, editor] = [await tokenOf("writer"), await tokenOf("editor")];
    const { id } = await schedule(token, await aDraft(owner), AT);
    for (const reader of [owner, editor]) {
      const answer = request("/api/v1/articles?status=scheduled", { token: reader });
      const { items } = await must<{ items: ArticleJson[] }>(200, answer);
      expect(items.map((item) => item.id)).toEqual([id]);
    }
  });
});

describe("a picture", () => {
  const pictures = async (token: string) =>
    (await must<{ items: PictureJson[] }>(200, request("/api/v1/media", { token }))).items.map(
      ({ id }) => id,
    );

  it("of others' unpublished articles only is not there for a writer", async () => {
    const { token, writer, picture } = newsroom;
    const unused = await aPicture(token);
    expect(await pictures(writer)).toEqual([unused.id]);
    expect(await pictures(token)).toEqual([unused.id, picture.id]);
    const at = `/api/v1/media/${picture.id}`;
    const calls = [request(at, { token: writer }), request(at, { token: writer, method: "DELETE" })];
    calls.push(request(at, { token: writer, method: "PATCH", json: { alt: "Mine" } }));
    for (const call of calls) expect((await call).status).toBe(404);
    expect((await request(at, { token })).status).toBe(200);
  });

  it("of a published article, or of the writer's own, is there", async () => {
    const { token, writer, picture } = newsroom;
    await aStory(token, { lead: { media: picture.id } });
    expect(await pictures(writer)).toEqual([picture.id]);
    const own = await aPicture(writer);
    await aDraft(token, { lead: { media: own.id } });
    expect(await pictures(writer)).toEqual([own.id, picture.id]);
  });

  it("in use names no draft of others to its writer", async () => {
    const { token, writer } = newsroom;
    const own = await aPicture(writer);
    await schedule(token, await aDraft(token, { headline: `${SECRET} too`, lead: { media: own.id } }), AT);
    const refused = await request(`/api/v1/media/${own.id}`, { method: "DELETE", token: writer });
    const { code, ...problem } = await problemOf(refused);
    expect([refused.status, code, JSON.stringify(problem).includes(SECRET)]).toEqual([409, "in_use", false]);
    const read = await must<PictureJson>(200, request(`/api/v1/media/${own.id}`, { token: writer }));
    expect(read.usedBy).toEqual([]);
  });
});
