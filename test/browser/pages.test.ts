import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Article, editorOf } from "./support/editor.ts";
import { pageTypes } from "./support/page-types.ts";
import { newReader, openBrowser } from "./support/reader.ts";
import { type RunningSite, startSite } from "./support/site.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What a page may ask for besides itself. */
const EXPECTED =
  /\/media\/[\w-]+\/\d+\/(?:original|\d+\.\w+)$|\/icons\/[\w-]+\.(?:svg|png)$|\/manifest\.webmanifest$/;

/** Each picture is made in each size when the first browser asks for it, and AVIF takes its time. */
const FIRST_LOOK_MS = 240_000;

type Look = { width: number; colorScheme: "light" | "dark" };
/** Where axe looks, light and dark; between them only for what scrolls sideways. */
const LOOKS: Look[] = [
  { width: 360, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
];
const WIDTHS_BETWEEN = [768, 1024];

let site: RunningSite;
let browser: Browser;
let pages: Record<string, string>;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), openBrowser()]);
  pages = await pageTypes(editorOf(site));
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

it("begins with about two dozen demo stories, in four sections and three scripts", async () => {
  type Listed = Article & { language: string; section: string | null };
  const { items } = await editorOf(site)<{ items: Listed[] }>("GET", "/articles?status=published&limit=100");
  expect(items.length).toBeGreaterThanOrEqual(24);
  expect(new Set(items.flatMap(({ section }) => section ?? [])).size).toBe(4);
  expect(new Set(items.map(({ language }) => language))).toEqual(new Set(["en", "ar", "ja"]));
});

it(
  "asks for nothing but the page, its pictures and icons, and breaks no policy",
  async () => {
    for (const [name, path] of Object.entries(pages)) {
      const { page, complaints, requests } = await newReader(browser);
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      const others = requests.filter((url) => !EXPECTED.test(url));
      expect([name, others]).toEqual([name, [new URL(path, site.url).href]]);
      const isError = name === "missing";
      expect([name, complaints.filter((text) => !(isError && text.includes("404")))]).toEqual([name, []]);
      expect([name, await page.locator('script:not([type="application/ld+json"])').count()]).toEqual([
        name,
        0,
      ]);
      await page.context().close();
    }
  },
  FIRST_LOOK_MS,
);

/** Complaints of axe, and how far each page scrolls sideways. */
async function look({ width, colorScheme }: Look): Promise<void> {
  const viewport = { width, height: 800 };
  const { page } = await newReader(browser, { colorScheme, viewport, bypassCSP: true });
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(site.url + path);
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
      return (await axe.run()).violations.map((violation) => violation.id);
    });
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect([name, width, colorScheme, violations, overflow]).toEqual([name, width, colorScheme, [], 0]);
  }
  await page.context().close();
}

async function expectNoSidewaysScrolling(width: number): Promise<void> {
  const { page } = await newReader(browser, { viewport: { width, height: 800 } });
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(site.url + path, { waitUntil: "domcontentloaded" });
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect([name, width, overflow]).toEqual([name, width, 0]);
  }
  await page.context().close();
}

it(
  "has no axe violation and no sideways scrolling at any width, light or dark",
  async () => {
    for (const each of LOOKS) await look(each);
    for (const width of WIDTHS_BETWEEN) await expectNoSidewaysScrolling(width);
  },
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
    for (const [name, path] of Object.entries(pages)) {
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
  await page.goto(site.url + (pages.article ?? ""));
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/*#content");
  await page.context().close();
});

it(
  "is as good from right to left",
  async () => {
    await editorOf(site)("PATCH", "/site", { language: "ar" });
    const { page } = await newReader(browser);
    // A soft invalidation shows each page once more as it was.
    for (const [name, path] of Object.entries(pages)) {
      const isTurned = async () => {
        await page.goto(site.url + path);
        return await page.evaluate("document.querySelector('footer').matches(':dir(rtl)')");
      };
      await expect.poll(isTurned, { message: name, timeout: 10_000 }).toBe(true);
    }
    await page.context().close();
    for (const each of LOOKS) await look(each);
  },
  FIRST_LOOK_MS,
);
