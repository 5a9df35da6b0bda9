import { execFileSync } from "node:child_process";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { editorOf } from "./support/editor.ts";
import { pageTypes } from "./support/page-types.ts";
import { newReader, openBrowser } from "./support/reader.ts";
import { type RunningSite, startSite } from "./support/site.ts";

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

/** The page as a browser for terminals shows it: no style, no script, no pictures. */
function inTerminal(program: "w3m" | "lynx", path: string): string {
  const flags = { w3m: ["-dump", "-cols", "80"], lynx: ["-dump", "-nolist", "-width=80"] }[program];
  return execFileSync(program, [...flags, site.url + path], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
}

it.each(["w3m", "lynx"] as const)("reads in order in %s, nothing run together", (program) => {
  const text = inTerminal(program, pages.article ?? "");
  const marks = [
    ...(program === "lynx" ? [] : ["Skip to content"]),
    "The Dateline Courier",
    "Published:",
    "Correction",
    "Donate",
    "Join the discussion",
    "In Short",
    "Archive",
  ];
  let at = -1;
  for (const mark of marks) {
    const next = text.indexOf(mark, at + 1);
    expect([program, mark, next > at]).toEqual([program, mark, true]);
    at = next;
  }
  expect(text).not.toMatch(/[a-z.]\w*20\d\d[A-Z]|[a-z](Nov|Dec|Jan|Feb|Mar) \d/);
});

it("gives no reader a cookie, and keeps nothing in the browser", async () => {
  const { page } = await newReader(browser);
  for (const path of Object.values(pages)) await page.goto(site.url + path);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
  await page.context().close();
});

it("can be read at 400 % zoom without sideways scrolling", async () => {
  const { page } = await newReader(browser, { viewport: { width: 320, height: 256 } });
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(site.url + path);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect([name, overflow]).toEqual([name, 0]);
  }
  await page.context().close();
});

it("prints the story without what can't be used on paper", async () => {
  const { page } = await newReader(browser);
  await page.emulateMedia({ media: "print" });
  await page.goto(site.url + (pages.article ?? ""));
  for (const kept of ["h1", ".standfirst", ".body", "address", "figure"])
    expect([kept, await page.locator(kept).first().isVisible()]).toEqual([kept, true]);
  for (const left of ["nav", ".rail", ".appeal", ".policy"])
    expect([left, await page.locator(left).first().isVisible()]).toEqual([left, false]);
  await page.context().close();
});

it("moves nothing, so that nothing has to be reduced", async () => {
  const { page } = await newReader(browser, { reducedMotion: "no-preference" });
  for (const path of Object.values(pages)) {
    await page.goto(site.url + path);
    expect([path, await page.evaluate("document.getAnimations().length")]).toEqual([path, 0]);
    const css = await page.locator("style").first().textContent();
    expect(css).not.toMatch(/transition|animation|scroll-behavior/);
  }
  await page.context().close();
});

it("keeps buttons and fields visible in forced colours", async () => {
  const { page } = await newReader(browser, { forcedColors: "active" });
  await page.goto(site.url + (pages.comments ?? ""));
  for (const field of ["textarea", "button"]) {
    const width = await page.evaluate<number>(
      `Number.parseFloat(getComputedStyle(document.querySelector("${field}")).borderTopWidth)`,
    );
    expect([field, width > 0]).toEqual([field, true]);
  }
  await page.context().close();
});

it("reaches every link and field of an article by keyboard", async () => {
  const { page } = await newReader(browser);
  await page.goto(site.url + (pages.article ?? ""));
  const count = await page.locator("a[href], button, input, textarea, select, summary").count();
  const reached = new Set<string>();
  for (let n = 0; n < count; n++) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(
        "[document.activeElement.tagName, document.activeElement.textContent, document.activeElement.getAttribute('href')].join('|')",
      ),
    );
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).not.toBe("none");
  }
  expect([...reached].some((each) => each.startsWith("BODY"))).toBe(false);
  expect(reached.size).toBeGreaterThan(15);
  await page.context().close();
});
