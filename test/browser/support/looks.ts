import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import type { DemoSite } from "./keeper.ts";
import { newReader } from "./reader.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HEIGHT = 800;

interface Look {
  width: number;
  colorScheme: "light" | "dark";
  /** Where else the page is measured, once it is loaded: only for what scrolls sideways. */
  alsoAt: { width: number; height: number }[];
}

/** Where axe looks, light and dark. 320 px are 1280 at 400 % zoom (WCAG 1.4.10). */
const LOOKS: Look[] = [
  {
    width: 360,
    colorScheme: "light",
    alsoAt: [
      { width: 320, height: 256 },
      { width: 768, height: HEIGHT },
      { width: 1024, height: HEIGHT },
    ],
  },
  { width: 1280, colorScheme: "dark", alsoAt: [] },
];

/** Looks at every page of the site: no complaint of axe, the direction of its footer, nothing wider than the window, nothing kept. */
export async function lookAtAll(
  browser: Browser,
  { url, pages }: Pick<DemoSite, "url" | "pages">,
  direction: "ltr" | "rtl",
): Promise<void> {
  for (const { width, colorScheme, alsoAt } of LOOKS) {
    const viewport = { width, height: HEIGHT };
    const { page } = await newReader(browser, { colorScheme, viewport, bypassCSP: true });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(url + path);
      expect([name, await isFooterDirected(page, direction)]).toEqual([name, true]);
      const found = [await violations(page), await overflow(page)];
      expect([name, width, colorScheme, ...found]).toEqual([name, width, colorScheme, [], 0]);
      for (const size of alsoAt) {
        await page.setViewportSize(size);
        expect([name, size.width, await overflow(page)]).toEqual([name, size.width, 0]);
      }
      await page.setViewportSize(viewport);
    }
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
    await page.context().close();
  }
}

async function isFooterDirected(page: Page, direction: "ltr" | "rtl"): Promise<boolean> {
  return await page.evaluate<boolean>(`document.querySelector("footer").matches(":dir(${direction})")`);
}

/** What axe finds wrong. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run()).violations.map((violation) => violation.id);
  });
}

/** How far the page scrolls sideways, in pixels. */
export async function overflow(page: Page): Promise<number> {
  return await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
}
