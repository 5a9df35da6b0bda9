import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Article, type Editor, editorOf, publish } from "./support/editor.ts";
import type { DemoSite } from "./support/keeper.ts";
import { overflow, violations } from "./support/looks.ts";
import { newReader, openBrowser, type Watched } from "./support/reader.ts";
import { demoSite } from "./support/shared-site.ts";

/** Chromium says in its console that a form was refused, and that there was no network. */
const TOLD = /status of 4\d\d|ERR_INTERNET_DISCONNECTED/;
const WAIT = "Half of the comments are decided within";

let site: DemoSite;
let browser: Browser;
let editor: Editor;
let stories = 0;

beforeAll(async () => {
  [site, browser] = await Promise.all([demoSite(), openBrowser()]);
  editor = editorOf(site);
  await said(await aStory(), { body: "Decided, so that the wait is known." });
});
afterAll(async () => {
  await browser?.close();
});

let clients = 0;

/** The limits count clients, and each reader here is another one. */
function anotherClient(): Record<string, string> {
  return { "CF-Connecting-IP": `10.9.${process.pid % 250}.${++clients}` };
}

function aStory(members: Record<string, unknown> = {}): Promise<Article> {
  const headline = `A story to talk about, no. ${++stories}`;
  const body = { source: "A paragraph.\n\n".repeat(60) };
  return publish(editor, { section: "world", authors: ["ines-holtkamp"], headline, body, ...members });
}

/** A comment that an editor has published. */
async function said({ path }: Article, members: Record<string, string>): Promise<void> {
  const body = JSON.stringify({ name: "Ana", ...members });
  const headers = { "Content-Type": "application/json", ...anotherClient() };
  const sent = await fetch(`${site.url}${path}/comments`, { method: "POST", headers, body });
  const { id } = (await sent.json()) as { id: string };
  await editor("PUT", `/comments/${id}/decision`, { decision: "publish" });
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const reader = await newReader(browser, { extraHTTPHeaders: anotherClient(), ...options });
  await reader.page.goto(site.url + path);
  return reader;
}

const strange = ({ complaints }: Watched) => complaints.filter((text) => !TOLD.test(text));
const focused = (page: Page) =>
  page.evaluate<string>("document.activeElement.getAttribute('role') ?? document.activeElement.tagName");

/** Writes something into the page that a new document would not have. */
const mark = (page: Page) => page.evaluate("document.body.dataset.marked = 'yes'");
const isMarked = (page: Page) => page.evaluate<boolean>("document.body.dataset.marked === 'yes'");

describe("with script", () => {
  it("the text outlives a reload, errors stand beside the field, and the receipt comes in place", async () => {
    const { path } = await aStory();
    const reader = await open(`${path}/comments`);
    const { page } = reader;
    await page.getByLabel("Name").fill("\u200b");
    await page.locator("textarea").fill("Three careful sentences.");
    await page.reload();
    expect(await page.locator("textarea").inputValue()).toBe("Three careful sentences.");
    expect(await page.locator("main").textContent()).toContain(WAIT);

    await mark(page);
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.locator("#name-notes strong").waitFor();
    expect(await page.locator("#name").getAttribute("aria-invalid")).toBe("true");
    expect([await focused(page), await isMarked(page)]).toEqual(["alert", true]);
    expect(await page.locator("textarea").inputValue()).toBe("Three careful sentences.");

    await page.getByLabel("Name").fill("Ada");
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.getByRole("heading", { name: "Waiting for an editor" }).waitFor();
    expect([await focused(page), await isMarked(page)]).toEqual(["H1", true]);
    expect(new URL(page.url()).pathname).toMatch(/^\/comments\/receipts\/[\w-]{43}$/);
    expect(await page.locator("main").textContent()).toContain(WAIT);
    expect(await page.locator("form#form").count()).toBe(0);
    expect(await page.evaluate("sessionStorage.length")).toBe(0);

    await page.reload();
    expect(await page.locator("h1").textContent()).toBe("Waiting for an editor");
    expect(await page.locator("main").textContent()).toContain("Three careful sentences.");
    expect(strange(reader)).toEqual([]);
    await page.context().close();
  });

  it("nothing is lost without a network", async () => {
    const { path } = await aStory();
    const reader = await open(`${path}/comments`);
    const { page } = reader;
    await page.getByLabel("Name").fill("Ada");
    await page.locator("textarea").fill("Written on a train.");
    await page.context().setOffline(true);
    for (let tries = 0; tries < 2; tries++) {
      await page.getByRole("button", { name: "Send comment" }).click();
      await page.getByText("It was not sent").waitFor();
    }
    expect(await page.locator(".problems").count()).toBe(1);
    expect(await focused(page)).toBe("alert");
    expect(await page.locator("textarea").inputValue()).toBe("Written on a train.");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.getByRole("heading", { name: "Waiting for an editor" }).waitFor();
    expect(strange(reader)).toEqual([]);
    await page.context().close();
  });

  it("a discussion that was closed meanwhile gives the text back", async () => {
    const { id, path } = await aStory();
    const reader = await open(`${path}/comments`);
    const { page } = reader;
    await page.getByLabel("Name").fill("Ada");
    await page.locator("textarea").fill("Too late.");
    const { revision } = await editor("GET", `/articles/${id}`);
    await editor("PATCH", `/articles/${id}`, { comments: "closed" }, { "If-Match": `"${revision}"` });
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.locator("#form blockquote").waitFor();
    expect(await page.locator("#form").textContent()).toMatch(/are closed.*Too late\./s);
    expect(strange(reader)).toEqual([]);
    await page.context().close();
  });

  it("the keyboard is enough", async () => {
    const { path } = await aStory();
    const { page } = await open(`${path}/comments`);
    const { keyboard } = page;
    await page.locator("#name").focus();
    await keyboard.type("Ada");
    await keyboard.press("Tab");
    await keyboard.type("Typed only.");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Waiting for an editor" }).waitFor();
    const step = () => page.evaluate<string>("document.activeElement.textContent");
    for (let n = 0; n < 20 && (await step()) !== "Delete this comment"; n++) await keyboard.press("Tab");
    await keyboard.press("Enter");
    await keyboard.press("Tab");
    expect(await step()).toBe("Delete for good");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: "Deleted" }).waitFor();
    await page.context().close();
  });
});

describe("without script", () => {
  it("a comment is sent, found again, moved to another browser, and erased", async () => {
    const { path } = await aStory();
    const reader = await open(`${path}/comments`, { javaScriptEnabled: false });
    const { page } = reader;
    await page.getByLabel("Name").fill("Ada");
    await page.locator("textarea").fill("No script was needed.");
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.waitForURL("**/comments/receipts/*");
    await page.getByText("Go on in another browser").click();
    await page.getByRole("button", { name: "Make a recovery code" }).click();
    const code = (await page.locator("code").textContent()) ?? "";

    const other = await open("/comments/recovery", { javaScriptEnabled: false });
    await other.page.getByLabel("Your recovery code").fill("wrong");
    await other.page.getByRole("button", { name: "Go on here" }).click();
    expect(await other.page.locator("#code-notes strong").textContent()).toContain("not known");
    await other.page.getByLabel("Your recovery code").fill(code.toLowerCase());
    await other.page.getByRole("button", { name: "Go on here" }).click();
    await other.page.waitForURL("**/comments/mine?done=recovered");
    expect(await other.page.locator("main").textContent()).toContain("No script was needed.");
    await page.goto(`${site.url}/comments/mine`);
    expect(await page.locator("main").textContent()).toContain("There are no accounts");

    await other.page.getByText("Cut off other browsers").click();
    await other.page.getByRole("button", { name: "Cut them off" }).click();
    await other.page.waitForURL("**/comments/mine?done=renewed");
    await other.page.getByText("Erase everything", { exact: true }).click();
    await other.page.getByRole("checkbox").check();
    await other.page.getByRole("button", { name: "Erase now" }).click();
    await other.page.waitForURL("**/comments/mine?done=erased");
    expect(await other.page.context().cookies()).toEqual([]);
    expect([strange(reader), strange(other)]).toEqual([[], []]);
    await Promise.all([page.context().close(), other.page.context().close()]);
  });
});

describe("an article's page", () => {
  it("brings the discussion in when it is scrolled to, and not before", async () => {
    const story = await aStory();
    await said(story, { body: "Said below." });
    const reader = await open(story.path, { viewport: { width: 360, height: 640 } });
    const { page, requests } = reader;
    await page.waitForLoadState("networkidle");
    const asked = () => requests.filter((url) => url.endsWith("/comments/fragment")).length;
    expect(asked()).toBe(0);
    expect(await page.locator("main").textContent()).not.toContain(WAIT);
    await page.locator(".policy").scrollIntoViewIfNeeded();
    await page.getByText("Said below.").waitFor();
    expect(asked()).toBe(1);
    expect(await overflow(page)).toBe(0);
    expect(strange(reader)).toEqual([]);
    await page.context().close();
  });

  it("leads to the discussion without script", async () => {
    const story = await aStory();
    await said(story, { body: "Said below." });
    const { page } = await open(story.path, { javaScriptEnabled: false });
    await page.getByRole("link", { name: "Join the discussion" }).click();
    await page.getByText("Said below.").waitFor();
    await page.context().close();
  });
});

describe("a comment in another script than its page", () => {
  const ARABIC = "تعليق بالعربية عن الميناء";
  const directionOf = (page: Page, text: string) =>
    page
      .locator(".comments div", { hasText: text })
      .evaluate((element) => (globalThis as unknown as Styled).getComputedStyle(element).direction);

  it("runs from right to left under an English story, in the discussion and on the article", async () => {
    const story = await aStory();
    await said(story, { name: "ليلى", body: ARABIC });
    const { page } = await open(`${story.path}/comments`);
    expect(await directionOf(page, ARABIC)).toBe("rtl");
    await page.goto(site.url + story.path);
    await page.locator(".policy").scrollIntoViewIfNeeded();
    await page.getByText(ARABIC).waitFor();
    expect(await directionOf(page, ARABIC)).toBe("rtl");
    await page.context().close();
  });

  it("runs from left to right under an Arabic story of an Arabic paper", async () => {
    const { language } = await editor<{ language: string }>("GET", "/site");
    await editor("PATCH", "/site", { language: "ar" });
    try {
      const story = await aStory({ language: "ar", headline: "الميناء يفتح من جديد" });
      await said(story, { body: "A comment in English." });
      const { page } = await open(`${story.path}/comments`);
      expect(await page.evaluate("document.dir")).toBe("rtl");
      expect(await directionOf(page, "A comment in English.")).toBe("ltr");
      await page.context().close();
    } finally {
      await editor("PATCH", "/site", { language });
    }
  });
});

interface Styled {
  getComputedStyle: (element: unknown) => { direction: string };
}

describe.each(["light", "dark"] as const)("at 360 px, %s", (colorScheme) => {
  it("axe finds nothing on discussion, refused form, receipt, code, list and recovery", async () => {
    const story = await aStory();
    await said(story, { body: "Something that was said." });
    const viewport = { width: 360, height: 640 };
    const { page } = await open(`${story.path}/comments`, { colorScheme, viewport, bypassCSP: true });
    const look = async (name: string) =>
      expect([name, await violations(page), await overflow(page)]).toEqual([name, [], 0]);
    await look("discussion");
    await page.getByLabel("Name").fill("\u200b");
    await page.locator("textarea").fill(`Looked at in the ${colorScheme}.`);
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.locator("#name-notes strong").waitFor();
    await look("refused form");
    await page.getByLabel("Name").fill("Ada");
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.getByRole("heading", { name: "Waiting for an editor" }).waitFor();
    await look("receipt in place");
    await page.reload();
    await page.locator("summary").first().click();
    await look("receipt");
    await page.getByRole("button", { name: "Make a recovery code" }).click();
    await page.locator("code").waitFor();
    await look("code");
    await page.goto(`${site.url}/comments/mine`);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await look("mine");
    await page.goto(`${site.url}/comments/recovery`);
    await look("recovery");
    await page.context().close();
  });
});
