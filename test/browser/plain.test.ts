import { execFileSync } from "node:child_process";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DemoSite } from "./support/keeper.ts";
import { newReader, openBrowser } from "./support/reader.ts";
import { demoSite } from "./support/shared-site.ts";

let site: DemoSite;
let browser: Browser;
let pages: Record<string, string>;

beforeAll(async () => {
  [site, browser] = await Promise.all([demoSite(), openBrowser()]);
  ({ pages } = site);
});

afterAll(async () => {
  await browser?.close();
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
