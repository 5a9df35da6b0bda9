import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  closeUp,
  discussionPages,
  look,
  type Placed,
  publishAttacks,
  replyPage,
  type Said,
  shownBy,
} from "./support/comment-attack.ts";
import { type Editor, editorOf } from "./support/editor.ts";
import type { SharedSite } from "./support/keeper.ts";
import { markupAttacks, NOTE_VIOLATIONS } from "./support/markup-attack.ts";
import { newReader, openBrowser, type Watched } from "./support/reader.ts";
import { plainSite } from "./support/shared-site.ts";

/** To say and publish all of them takes a minute and a half: `DATELINE_FULL=1`. */
const EVERY = process.env.DATELINE_FULL === "1" ? 1 : 6;
/** One in so many is replied to, so that the form quotes it. */
const REPLIED_EVERY = 10;
const ARTICLES = 3;
const TIMEOUT_MS = 10 * 60_000;
const attacks = markupAttacks(EVERY);

let site: SharedSite;
let editor: Editor;
let browser: Browser;
let reader: Watched;
const paths: string[] = [];
let said: Placed[] = [];

beforeAll(async () => {
  [site, browser] = await Promise.all([plainSite(), openBrowser()]);
  editor = editorOf(site);
  reader = await newReader(browser);
  await reader.page.addInitScript(NOTE_VIOLATIONS);
  await editor("PUT", "/sections/world", { name: "World", kind: "stories" });
  await editor("PUT", "/authors/mara-lind", { name: "Mara Lind" });
  for (let n = 0; n < ARTICLES; n++) paths.push(await aStory(n));
  said = await publishAttacks({ site, editor }, attacks, paths);
}, TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
});

async function aStory(number: number): Promise<string> {
  const members = {
    headline: `Story ${number}`,
    section: "world",
    authors: ["mara-lind"],
    body: { source: "Text" },
  };
  const { id } = (await editor("POST", "/articles", members)) as { id: string };
  const published = await editor(
    "PUT",
    `/articles/${id}/publication`,
    { state: "published" },
    { "If-Match": '"1"' },
  );
  return (published as { path: string }).path;
}

/** What shows comments beside the discussion: whatever is added here is looked at. */
const OTHER_PAGES: (() => string[])[] = [
  () => said.filter((_, at) => at % REPLIED_EVERY === 0).map(replyPage),
];

describe.runIf(attacks.length > 0)("collected attacks as name and text of comments", () => {
  it(
    "run nowhere, and are shown letter by letter",
    async () => {
      const found: string[] = [];
      const shown = { page: [] as Said[], fragment: [] as Said[] };
      const discussions = await Promise.all(paths.map((path) => discussionPages(site, path)));
      for (const path of discussions.flat()) {
        found.push(...(await look(reader, site, path)));
        shown[path.includes("/fragment") ? "fragment" : "page"].push(...(await shownBy(reader)));
      }
      for (const path of OTHER_PAGES.flatMap((pages) => pages()))
        found.push(...(await look(reader, site, path)));
      expect(found).toEqual([]);
      const byId = (a: Said, b: Said) => (a.id < b.id ? -1 : 1);
      const expected = said.map(closeUp).sort(byId);
      expect(expected).toHaveLength(attacks.length);
      expect(shown.page.sort(byId)).toEqual(expected);
      expect(shown.fragment.sort(byId)).toEqual(expected);
      const named = said.filter(({ name }) => name !== "Plain").length;
      console.log(`${attacks.length} attacks, ${named} of them as a name, too`);
      expect(named).toBeGreaterThan(attacks.length / 5);
    },
    TIMEOUT_MS,
  );
});
