import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Editor, editorOf, publish } from "./support/editor.ts";
import { asMarkdown, type FixtureArticle, fixtureArticles } from "./support/fixture-articles.ts";
import type { DemoSite } from "./support/keeper.ts";
import { demoSite } from "./support/shared-site.ts";

const ALLOWED_OVER_BODY = 7_000;
const ALLOWED_FRONT = 20_000;
/** DATELINE_FULL=1 weighs every article. */
const SAMPLE = process.env.DATELINE_FULL ? Number.POSITIVE_INFINITY : 6;

let site: DemoSite;
/** The paper's own. */
let commentPolicy: string;
let editor: Editor;
let media: string;

beforeAll(async () => {
  site = await demoSite();
  editor = editorOf(site);
  ({ commentPolicy } = await editor<{ commentPolicy: string }>("GET", "/site"));
  // What a paper says of itself has any length: it is weighed with the comment policy that a site begins with.
  await editor("PATCH", "/site", { commentPolicy: null });
  const picture = new Uint8Array(readFileSync("demo/pictures/ferry.jpg"));
  media = (await editor<{ id: string }>("POST", "/media?alt=A%20ferry&credit=Staff", picture)).id;
});
afterAll(async () => {
  await editor?.("PATCH", "/site", { commentPolicy });
});

const gzipped = (text: string) => gzipSync(text, { level: 9 }).length;
const read = async (path: string) => await (await fetch(site.url + path)).text();

/** Bytes of an article's page beyond its body's own. It has all that a page can have. */
async function overhead({ headline, language, paragraphs }: FixtureArticle): Promise<number> {
  const article = {
    section: "world",
    authors: ["ines-holtkamp", "tomas-verrin"],
    topics: ["Diplomacy", "Water"],
    headline: headline.slice(0, 200),
    standfirst: (paragraphs[0] ?? "").slice(0, 200),
    body: { source: asMarkdown(paragraphs).slice(0, 100_000) },
    lead: { media, caption: "The ferry on its last crossing of the day" },
    language,
  };
  const { path, bodyHtml } = (await publish(editor, article)) as Awaited<ReturnType<typeof publish>> & {
    bodyHtml: string;
  };
  return gzipped(await read(path)) - gzipped(bodyHtml);
}

it("adds at most 7 kB to an article's own text, whatever its language", async () => {
  const weights: [number, string][] = [];
  for (const article of fixtureArticles(SAMPLE)) weights.push([await overhead(article), article.id]);
  const [heaviest] = weights.toSorted(([a], [b]) => b - a);
  console.log(`${weights.length} articles weighed; heaviest beyond its text: ${heaviest?.join(" bytes, ")}`);
  expect(weights.filter(([bytes]) => bytes > ALLOWED_OVER_BODY)).toEqual([]);
}, 600_000);

it("has a front page of at most 20 kB with 24 stories", async () => {
  const html = await read("/");
  expect(html.match(/<article /g)?.length).toBeGreaterThanOrEqual(18);
  const bytes = gzipped(html);
  console.log(`front page: ${bytes} bytes, ${html.match(/<article /g)?.length} stories`);
  expect(bytes).toBeLessThanOrEqual(ALLOWED_FRONT);
});

it("asks for no script", async () => {
  for (const path of ["/", "/world", "/archive"])
    expect(await read(path)).not.toMatch(/<script(?! type="application\/ld\+json")/);
});
