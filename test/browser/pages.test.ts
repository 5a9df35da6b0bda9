import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { editorOf } from "./support/editor.ts";
import type { DemoSite } from "./support/keeper.ts";
import { lookAtAll } from "./support/looks.ts";
import { newReader, openBrowser } from "./support/reader.ts";
import { demoSite } from "./support/shared-site.ts";
import { type Visit, visitAll } from "./support/visits.ts";

/** What a page may ask for besides itself: an article whose end is in the window brings in its discussion. */
const EXPECTED =
  /\/media\/[\w-]+\/\d+\/(?:original|\d+\.\w+)$|\/icons\/[\w-]+\.(?:svg|png)$|\/manifest\.webmanifest$|\/comments\/fragment$/;
/** The pages that carry a script. */
const SCRIPTED = ["article", "rich", "arabic", "japanese", "comments"];

/** Each picture is made in each size when the first browser asks for it, and AVIF takes its time. */
const FIRST_LOOK_MS = 240_000;

let site: DemoSite;
let browser: Browser;
let visits: Visit[];

beforeAll(async () => {
  [site, browser] = await Promise.all([demoSite(), openBrowser()]);
  visits = await visitAll({ ...{ browser, site }, pages: site.pages });
}, FIRST_LOOK_MS);

afterAll(async () => {
  await browser?.close();
});

it("begins with about two dozen demo stories, in four sections and three scripts", () => {
  const { articles } = site;
  expect(articles.length).toBeGreaterThanOrEqual(24);
  expect(new Set(articles.flatMap(({ section }) => section ?? [])).size).toBe(4);
  expect(new Set(articles.map(({ language }) => language))).toEqual(new Set(["en", "ar", "ja"]));
});

it("asks for nothing but the page, its pictures and icons, and breaks no policy", () => {
  expect(visits).toHaveLength(Object.keys(site.pages).length);
  for (const { name, address, requests, complaints, scripts } of visits) {
    const others = requests.filter((url) => !EXPECTED.test(url));
    expect([name, others]).toEqual([name, [address]]);
    const isError = name === "missing";
    expect([name, complaints.filter((text) => !(isError && text.includes("404")))]).toEqual([name, []]);
    expect([name, scripts]).toEqual([name, SCRIPTED.includes(name) ? 1 : 0]);
  }
});

it("gives no reader a cookie, and keeps nothing in the browser", () => {
  for (const { name, cookies, kept } of visits) expect([name, cookies, kept]).toEqual([name, [], 0]);
});

it("moves nothing, so that nothing has to be reduced", () => {
  for (const { name, animations, css } of visits) {
    expect([name, animations]).toEqual([name, 0]);
    expect(css).toContain("{");
    expect(css).not.toMatch(/transition|animation|scroll-behavior/);
  }
});

it(
  "has no axe violation and no sideways scrolling at any width or at 400 % zoom, light or dark",
  () => lookAtAll(browser, site, "ltr"),
  FIRST_LOOK_MS,
);

it("is valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: {
      "void-style": "off",
      "attribute-boolean-style": "off",
      "attribute-empty-style": "off",
      "no-trailing-whitespace": "off",
      "long-title": "off",
      "doctype-style": "off",
      "no-inline-style": "off",
    },
  });
  const complaints = async () => {
    const found: [string, string[]][] = [];
    for (const [name, path] of Object.entries(site.pages)) {
      const report = await validator.validateString(await (await fetch(site.url + path)).text());
      const messages = report.results.flatMap(({ messages }) =>
        messages.map((m) => `${m.ruleId}: ${m.message}`),
      );
      if (messages.length > 0) found.push([name, messages]);
    }
    return found;
  };
  expect(await complaints()).toEqual([]);
});

it("is usable by keyboard from the skip link on", async () => {
  const { page } = await newReader(browser);
  await page.goto(site.url + (site.pages.article ?? ""));
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/*#content");
  await page.context().close();
});

/** Lets the site speak a language. A soft invalidation shows each page once more as it was: that is over then. */
async function speak(language: string): Promise<void> {
  await editorOf(site)("PATCH", "/site", { language });
  for (const [name, path] of Object.entries(site.pages)) {
    const status = async () => (await fetch(site.url + path)).headers.get("CF-Cache-Status");
    await expect.poll(status, { message: name, timeout: 10_000 }).not.toMatch(/STALE|UPDATING/);
  }
}

it(
  "is as good from right to left",
  async () => {
    await speak("ar");
    try {
      await lookAtAll(browser, site, "rtl");
    } finally {
      await speak("en");
    }
  },
  FIRST_LOOK_MS,
);
