import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Article, editorOf } from "./support/editor.ts";
import { newReader, openBrowser } from "./support/reader.ts";
import { type RunningSite, startSite } from "./support/site.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [360, 768, 1280] as const;
const SCHEMES = ["light", "dark"] as const;

interface Listed extends Article {
  language: string;
  kind: string;
  section: string | null;
}

let site: RunningSite;
let browser: Browser;
let stories: Listed[];
let paths: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), openBrowser()]);
  const list = await editorOf(site)<{ items: Listed[] }>("GET", "/articles?status=published&limit=100");
  stories = list.items;
  const of = (language: string) => stories.find((article) => article.language === language)?.path ?? "";
  const story = stories.find((article) => article.kind === "story" && article.language === "en");
  paths = ["/", `/${story?.section}`, "/in-short", "/archive", story?.path ?? "", of("ar"), of("ja")];
  paths.push(`${story?.path}/comments`, "/nothing-here");
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

it("begins with about two dozen demo stories, in four sections and three scripts", () => {
  expect(stories.length).toBeGreaterThanOrEqual(24);
  expect(new Set(stories.flatMap(({ section }) => section ?? [])).size).toBe(4);
  expect(new Set(stories.map(({ language }) => language))).toEqual(new Set(["en", "ar", "ja"]));
});

it("asks for nothing but the page, its pictures and the icon, and breaks no policy", async () => {
  for (const path of paths) {
    const { page, complaints, requests } = await newReader(browser);
    await page.goto(site.url + path, { waitUntil: "networkidle" });
    const others = requests.filter((url) => !/\/media\/[\w-]+\/1\/original$|\/icons\/icon\.svg$/.test(url));
    expect([path, others]).toEqual([path, [new URL(path, site.url).href]]);
    const isError = path === "/nothing-here";
    expect([path, complaints.filter((text) => !(isError && text.includes("404")))]).toEqual([path, []]);
    expect([path, await page.locator("script:not([type='application/ld+json'])").count()]).toEqual([path, 0]);
    await page.context().close();
  }
});

it("has no axe violation and no sideways scrolling at any width, light or dark", async () => {
  for (const colorScheme of SCHEMES)
    for (const width of WIDTHS) {
      const { page } = await newReader(browser, {
        colorScheme,
        viewport: { width, height: 800 },
        bypassCSP: true,
      });
      for (const path of paths) {
        await page.goto(site.url + path);
        await page.evaluate(AXE);
        const violations = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as {
            axe: { run(): Promise<{ violations: { id: string }[] }> };
          };
          return (await axe.run()).violations.map((violation) => violation.id);
        });
        const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect([path, width, colorScheme, violations, overflow]).toEqual([path, width, colorScheme, [], 0]);
      }
      await page.context().close();
    }
});

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
  for (const path of paths) {
    const html = await (await fetch(site.url + path)).text();
    const report = await validator.validateString(html);
    const messages = report.results.flatMap((result) =>
      result.messages.map((m) => `${m.ruleId}: ${m.message}`),
    );
    expect([path, messages]).toEqual([path, []]);
  }
});

it("is usable by keyboard from the skip link on", async () => {
  const { page } = await newReader(browser);
  await page.goto(site.url + (paths[4] ?? ""));
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#content");
  await page.context().close();
});
