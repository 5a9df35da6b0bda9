import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, onTestFinished } from "vitest";
import { app } from "../../src/app.ts";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { THEMES } from "../../src/ui/theme.ts";
import { words } from "../../src/ui/words.ts";
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
  withdraw,
} from "../support/factories.ts";
import { ORIGIN, request } from "../support/request.ts";

/** A paper whose story's page has all that a page is put together from. */
interface Paper {
  token: string;
  story: ArticleJson;
  brief: ArticleJson;
  related: ArticleJson;
}

const DONATION = {
  headline: "Pay for the news",
  text: "Readers keep this paper alive.",
  url: "https://courier.example/give",
  iban: "DE89370400440532013000",
  beneficiary: "The Courier",
};
/** The next day in the zones east of us. */
const PUBLISHED_AT = "2016-11-30T20:00:00.000Z";
const BANNER = { text: "The bridge is closed", url: "/in-short" };

async function aFullPaper(): Promise<Paper> {
  const token = await aPaper();
  await change({ token, path: "/site", json: { donation: DONATION, banner: BANNER } });
  const brief = await aBrief(token, "Ferries stay in port");
  const related = await aStory(token, { headline: "A pilot remembers", topics: ["Harbour"] });
  const story = await publish(token, await aDraft(token, { topics: ["Harbour"] }), { at: PUBLISHED_AT });
  return { token, brief, related, story };
}

interface Change {
  token: string;
  path: string;
  json: object;
  method?: string;
  revision?: number;
}

async function change({ token, path, json, method = "PATCH", revision }: Change): Promise<void> {
  const headers: Record<string, string> = revision === undefined ? {} : { "If-Match": `"${revision}"` };
  await must(200, request(`/api/v1${path}`, { token, method, json, headers }));
}

const onSite = (json: object) => (paper: Paper) => change({ ...paper, path: "/site", json });
const onArticle = (which: "story" | "brief" | "related", json: object) => (paper: Paper) =>
  change({ ...paper, path: `/articles/${paper[which].id}`, json, revision: paper[which].revision });
const MARA = { name: "Mara Lind", email: "mara@courier.example", emailPublic: true };

/** What is changed, how, and what a reader must see then. */
const INGREDIENTS: [ingredient: string, change: (paper: Paper) => Promise<unknown>, shown: RegExp][] = [
  ["the section's name", ({ token }) => aSection(token, "world", "Abroad"), /Abroad/],
  ["a new section in the menu", ({ token }) => aSection(token, "culture", "Culture"), /href="\/culture"/],
  [
    "the author's name",
    ({ token }) => anAuthor(token, "mara-lind", { ...MARA, name: "M. Lind" }),
    /M\. Lind/,
  ],
  [
    "the author's e-mail",
    ({ token }) => anAuthor(token, "mara-lind", { ...MARA, email: "lind@courier.example" }),
    /mailto:lind@courier\.example/,
  ],
  ["a new brief in the rail", ({ token }) => aBrief(token, "A crane moved in"), /A crane moved in/],
  ["a brief's headline", onArticle("brief", { headline: "Ferries go again" }), /Ferries go again/],
  ["a brief's withdrawal", ({ token, brief }) => withdraw(token, brief), /^(?!.*Ferries stay in port)/s],
  ["a related headline", onArticle("related", { headline: "A pilot writes" }), /A pilot writes/],
  [
    "a new related story",
    ({ token }) => aStory(token, { headline: "Tugs for sale", topics: ["Harbour"] }),
    /Tugs for sale/,
  ],
  [
    "the donation's text",
    onSite({ donation: { ...DONATION, text: "Every cent helps." } }),
    /Every cent helps\./,
  ],
  [
    "the donation's account",
    onSite({ donation: { ...DONATION, iban: "GB82WEST12345698765432" } }),
    /GB82 WEST 1234/,
  ],
  ["the end of the appeal", onSite({ donation: null }), /^(?!.*class="appeal")/s],
  ["the banner's text", onSite({ banner: { text: "The bridge is open" } }), /The bridge is open/],
  ["the banner's link", onSite({ banner: { ...BANNER, url: "/archive#bridge" } }), /href="\/archive#bridge"/],
  ["the menu", onSite({ menu: [{ label: "The tides", url: "/tides" }] }), /The tides/],
  ["the footer", onSite({ footer: [{ label: "Who we are", url: "/imprint" }] }), /Who we are/],
  ["the paper's name", onSite({ name: "The Evening Courier" }), /The Evening Courier/],
  ["the time zone", onSite({ timeZone: "Pacific/Kiritimati" }), /December 1, 2016/],
  ["the paper's language", onSite({ language: "de" }), /Zum Inhalt springen/],
  ["the comment policy", onSite({ commentPolicy: "Be *kind*." }), /Be <em>kind<\/em>\./],
  [
    "a correction",
    ({ token, story }) =>
      must(
        201,
        request(`/api/v1/articles/${story.id}/corrections`, { token, json: { text: "Wrong pier." } }),
      ),
    /Wrong pier\./,
  ],
  ["the style sheet", async () => restyle("body{color:#123456}"), /color:#123456/],
  ["a word of the interface", async () => rename("To the story"), /To the story/],
];

/** What a new release of the site may bring: another style sheet on the page. */
function restyle(more: string): void {
  const { story, rich } = THEMES;
  onTestFinished(() => {
    Object.assign(THEMES, { story, rich });
  });
  Object.assign(THEMES, { story: story + more, rich: rich + more });
}

/** The same for a word that stands in the template. */
function rename(skip: string): void {
  const english = words("en");
  const before = english.skip;
  onTestFinished(() => {
    english.skip = before;
  });
  english.skip = skip;
}

interface Seen {
  status: number;
  etag: string;
  text: string;
}

async function seen(answer: Response): Promise<Seen> {
  return { status: answer.status, etag: answer.headers.get("ETag") ?? "", text: await answer.text() };
}

/** What the reader of a cold edge gets, who may have the page of an ETag already. */
async function readCold(path: string, etag?: string): Promise<Seen> {
  resetLocalEdge();
  return await seen(await request(path, { headers: etag === undefined ? {} : { "If-None-Match": etag } }));
}

/** What the app answers to a cache that has the page of an ETag. */
async function revalidate(path: string, etag: string): Promise<Seen> {
  const asked = new Request(ORIGIN + path, { headers: { "If-None-Match": etag } });
  return await seen(await app.fetch(asked, env, createExecutionContext()));
}

it.each(INGREDIENTS)("changes with %s", async (_, changeIt, shown) => {
  const paper = await aFullPaper();
  const { path } = paper.story;
  const before = await readCold(path);
  expect([before.status, before.etag]).toEqual([200, expect.stringMatching(/^W\/"[\w-]{20,}"$/)]);
  expect(before.text).not.toMatch(shown);
  expect((await readCold(path)).etag, "nothing has changed yet").toBe(before.etag);

  await changeIt(paper);
  const after = await readCold(path);
  expect(after.text).toMatch(shown);
  expect(after.etag).not.toBe(before.etag);
  for (const again of [await readCold(path, before.etag), await revalidate(path, before.etag)])
    expect(again).toEqual({ ...after, status: 200 });
  for (const known of [await readCold(path, after.etag), await revalidate(path, after.etag)])
    expect(known).toEqual({ status: 304, etag: after.etag, text: "" });
});

it("stays while nothing on the page changes", async () => {
  const { token, story } = await aFullPaper();
  const before = await readCold(story.path);
  await aDraft(token, { headline: "Unseen", topics: ["Harbour"] });
  await must(201, request(`${story.path}/comments`, { json: { name: "Ada", body: "A thought." } }));
  await anAuthor(token, "another", { name: "Another" });
  await must(200, request("/api/v1/front", { method: "PUT", token, json: { lead: story.id, pinned: [] } }));
  expect(await readCold(story.path)).toEqual(before);
  expect(await readCold(story.path, before.etag)).toEqual({ status: 304, etag: before.etag, text: "" });
  expect((await revalidate(story.path, before.etag)).status).toBe(304);
});
