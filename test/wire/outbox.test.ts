import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { aComment, decided } from "../support/comments.ts";
import {
  type ArticleJson,
  aBrief,
  aDraft,
  anAuthor,
  aPaper,
  aSection,
  aStory,
  must,
  publish,
  remove,
  withdraw,
} from "../support/factories.ts";
import { aPicture, replaceFile } from "../support/media.ts";
import { aPng } from "../support/picture.ts";
import { type Drawn, drawAll, lastEvent, publicAddresses, touchedSince } from "../support/public-pages.ts";
import { request } from "../support/request.ts";

/** What rides on its max-age: nobody purges it. CONTRACT §2: "what a page only borrows otherwise rides on its max-age". */
const RIDES: { address: RegExp; verb: RegExp; why: string }[] = [
  {
    address: /^\/\d{4}\/\d\d\/\d\d\/[^/]+$/,
    verb: /^(publish|revise|move|bring back|restore|schedule)/,
    why: "the rail and the related stories of another article's page",
  },
  { address: /^\/[a-z]+$/, verb: /brief/, why: "the rail of a section or a standing page" },
  { address: /^\/\d{4}(\/\d\d)*$/, verb: /^backdate/, why: "the way to the month before, in the archive" },
  { address: /\/comments(\/fragment)?$/, verb: /^publish a comment/, why: "15 s" },
];

const LATER = { state: "published", at: new Date(Date.now() + 86_400_000).toISOString() };

interface Verb {
  name: string;
  act: () => Promise<unknown>;
}

/** Addresses whose bytes changed though no tag of theirs was touched, and nothing lets them wait; and how all look now. */
async function forgotten({ name, act }: Verb, before: Map<string, Drawn>) {
  const seq = await lastEvent();
  await act();
  const { tags: touched, paths } = await touchedSince(seq);
  const after = await drawAll([...new Set([...before.keys(), ...(await publicAddresses())])]);
  const isStale = (address: string, was: Drawn) => {
    const is = after.get(address);
    if (is?.body === was.body && is.status === was.status) return false;
    if (was.tags.some((tag) => touched.has(tag)) || was.tags.length === 0) return false;
    const isOwn = paths.some(
      (path) => address === path || address.startsWith(`${path}/`) || address === `${path}.md`,
    );
    return isOwn || !RIDES.some((ride) => ride.address.test(address) && ride.verb.test(name));
  };
  const stale = [...before].filter(([address, was]) => isStale(address, was));
  return { stale: stale.map(([address]) => `${name}: ${address}`), after };
}

class Desk {
  readonly #token: string;
  constructor(token: string) {
    this.#token = token;
  }
  /** An API call that succeeds; an article's revision is looked up. */
  async call(method: string, path: string, json?: unknown): Promise<unknown> {
    const [, id] = /^articles\/([\w-]+)/.exec(path) ?? [];
    const row = await env.DB.prepare("SELECT revision FROM articles WHERE id = ?")
      .bind(id ?? "")
      .first<{ revision: number }>();
    const headers = row ? { "If-Match": `"${row.revision}"` } : {};
    const answer = await request(`/api/v1/${path}`, {
      method,
      token: this.#token,
      headers,
      ...(json === undefined ? {} : { json }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return await answer.text();
  }
}

it("reaches every public address whose bytes a verb changes", async () => {
  const token = await aPaper();
  const desk = new Desk(token);
  await aSection(token, "culture", "Culture");
  await aSection(token, "empty", "Empty");
  await anAuthor(token, "omar", { name: "Omar Haddad", bio: "Writes." });
  const [lead, shown] = [await aPicture(token), await aPicture(token)];
  const story = await aStory(token, {
    headline: "The first",
    topics: ["Harbour"],
    lead: { media: lead.id, caption: null },
    body: { source: `Text.\n\n![Grey](/media/${shown.id}/1/original)` },
  });
  const other = await aStory(token, {
    headline: "The other",
    section: "culture",
    authors: ["omar"],
    topics: ["Harbour"],
  });
  const brief = await aBrief(token, "A brief");
  const page = await aStory(token, { kind: "page", section: null, authors: [], headline: "About us" });
  const draft = await aDraft(token, {
    headline: "A draft",
    topics: ["Draft"],
    translationOf: story.id,
    language: "de",
  });
  await must(
    200,
    request("/api/v1/front", { method: "PUT", token, json: { lead: other.id, pinned: [story.id] } }),
  );
  const { id: comment } = await aComment(story.path);
  const at = (article: ArticleJson) => `articles/${article.id}`;
  const patch = (article: ArticleJson, json: unknown) => () => desk.call("PATCH", at(article), json);
  const put = (article: ArticleJson, json: unknown) => () =>
    desk.call("PUT", `${at(article)}/publication`, json);

  const verbs: [string, () => Promise<unknown>][] = [
    ["save a draft", patch(draft, { standfirst: "Not yet." })],
    ["publish a translation", put(draft, { state: "published" })],
    ["revise a headline", patch(story, { headline: "The first, better" })],
    ["revise a minor thing", patch(story, { standfirst: "A better one.", minor: true })],
    ["revise its topics", patch(story, { topics: ["Ships"] })],
    ["move it to a section", patch(story, { section: "culture", authors: ["omar"] })],
    ["revise a page", patch(page, { headline: "About" })],
    ["revise a brief", patch(brief, { headline: "A brief, better" })],
    ["correct it", () => desk.call("POST", `${at(story)}/corrections`, { text: "It was another pier." })],
    ["restore a revision", () => desk.call("POST", `${at(story)}/revisions/1/restore`)],
    ["curate the front", () => desk.call("PUT", "front", { lead: story.id, pinned: [] })],
    ["rename a section", () => desk.call("PUT", "sections/world", { name: "The world", kind: "stories" })],
    ["rename an author", () => desk.call("PUT", "authors/mara-lind", { name: "Mara Lindt", bio: "New." })],
    ["change the site", () => desk.call("PATCH", "site", { name: "The Courier", tagline: "Daily" })],
    [
      "describe a picture",
      () => desk.call("PATCH", `media/${lead.id}`, { alt: "A grey one", caption: "New" }),
    ],
    ["replace a lead", async () => must(200, replaceFile(token, lead.id, await aPng(40, 30)))],
    ["replace a picture", async () => must(200, replaceFile(token, shown.id, await aPng(40, 30)))],
    ["publish a comment", () => decided(token, comment, { decision: "publish" })],
    ["remove a comment", () => decided(token, comment, { decision: "remove", ground: "spam" })],
    ["close comments", patch(story, { comments: "closed" })],
    ["withdraw it", async () => withdraw(token, await must(200, request(`/api/v1/${at(story)}`, { token })))],
    ["bring back a withdrawn one", put(story, { state: "published" })],
    ["remove it", async () => remove(token, await must(200, request(`/api/v1/${at(story)}`, { token })))],
    ["bring back a removed one", put(story, { state: "published" })],
    ["withdraw a brief", put(brief, { state: "withdrawn", reason: "Wrong." })],
    ["publish another", () => aStory(token, { headline: "A third", topics: ["Harbour"] })],
    ["publish a brief", () => aBrief(token, "Another brief")],
    ["move a story by its slug", patch(story, { slug: "moved" })],
    ["move a page by its slug", patch(page, { slug: "about-the-paper" })],
    [
      "describe a topic",
      () => desk.call("PUT", "topics/harbour", { name: "The harbour", description: "Ships." }),
    ],
    ["delete a topic", () => desk.call("DELETE", "topics/draft")],
    ["delete a section", () => desk.call("DELETE", "sections/empty")],
    ["lead a path away", () => desk.call("PUT", "redirects/%2Fold", { to: "/world" })],
    ["forget a redirect", () => desk.call("DELETE", "redirects/%2Fold")],
    ["schedule one", async () => desk.call("PUT", `articles/${(await aDraft(token)).id}/publication`, LATER)],
    ["backdate one", async () => publish(token, await aDraft(token), { at: "2016-11-30T07:13:00.000Z" })],
  ];
  const found: string[] = [];
  let drawn = await drawAll(await publicAddresses(["/old"]));
  expect(drawn.size).toBeGreaterThan(40);
  for (const [name, act] of verbs) {
    const { stale, after } = await forgotten({ name, act }, drawn);
    found.push(...stale);
    drawn = after;
  }
  expect(found).toEqual([]);
}, 180_000);

it("notices an address that a verb forgot", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const act = () =>
    env.DB.prepare("UPDATE articles SET headline = 'Behind your back' WHERE id = ?").bind(story.id).run();
  const { stale } = await forgotten({ name: "tamper", act }, await drawAll(await publicAddresses()));
  expect(stale).toEqual(expect.arrayContaining([`tamper: ${story.path}`, "tamper: /", "tamper: /feed.xml"]));
});
