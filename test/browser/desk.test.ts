import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCRIPT } from "../../src/desk/script.ts";
import { type Article, type Editor, editorOf, publish } from "./support/editor.ts";
import type { DemoSite } from "./support/keeper.ts";
import { overflow, violations } from "./support/looks.ts";
import { dangersIn, markupAttacks, NOTE_VIOLATIONS } from "./support/markup-attack.ts";
import { newReader, openBrowser, type Watched } from "./support/reader.ts";
import { demoSite } from "./support/shared-site.ts";

const PHONE = { width: 360, height: 740 };
/** What a published comment may take to be seen by readers. */
const SEEN_WITHIN_MS = 15_000;
const AD = "Buy the best watches of the whole world today, very cheap, at our lovely little shop.";

let site: DemoSite;
let browser: Browser;
let editor: Editor;
let clients = 0;

beforeAll(async () => {
  [site, browser] = await Promise.all([demoSite(), openBrowser()]);
  editor = editorOf(site);
});

afterAll(async () => {
  await browser?.close();
});

async function aStory(headline: string): Promise<Article> {
  const { section, authors } = site.articles.find(({ kind }) => kind === "story") ?? {};
  return await publish(editor, { section, authors, headline, body: { source: "It opened." } });
}

/** Sends a comment as a program does, from an address of its own. */
async function say({ path }: Article, name: string, body: string, parentId?: string): Promise<string> {
  clients++;
  const response = await fetch(`${site.url}${path}/comments`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "CF-Connecting-IP": `10.77.${clients >> 8}.${clients & 255}`,
    },
    body: JSON.stringify({ name, body, parentId }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

const queueOf = ({ id }: Article) => `${site.url}/desk/comments?status=pending&article=${id}`;
const readComment = (id: string) =>
  editor<{ status: string; decision: { ground: string } | null }>("GET", `/comments/${id}`);

/** Signs in on the way to a story's queue. */
async function atTheDesk(story: Article, options: BrowserContextOptions = {}): Promise<Watched> {
  const reader = await newReader(browser, { viewport: PHONE, ...options });
  const { page } = reader;
  await page.goto(queueOf(story));
  await page.fill("#token", site.token);
  await Promise.all([page.waitForURL("**/desk/comments?**"), page.click("main button")]);
  await page.waitForLoadState();
  return reader;
}

/** Does something that leads to another page, and waits for that. */
async function leading(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent("load"), act()]);
}

const nameOf = (page: Page) => page.locator("#open-name").textContent();
const notice = (page: Page) => page.locator("[role=status] p").textContent();

it("is worked by tap and by key on a phone, and readers see it within seconds", async () => {
  const story = await aStory("The desk by tap and key");
  const ids = [];
  for (const name of ["Ana", "Ben", "Cleo", "Dora"]) ids.push(await say(story, name, `${name} was here.`));
  const { page, complaints } = await atTheDesk(story, { hasTouch: true });
  expect(await nameOf(page)).toBe("Ana");
  await leading(page, () => page.tap("[data-key=p]"));
  expect([await notice(page), await nameOf(page)]).toEqual(["Published: 1 comment.", "Ben"]);
  const seenByReaders = async () => await (await fetch(`${site.url}${story.path}/comments`)).text();
  await expect.poll(seenByReaders, { timeout: SEEN_WITHIN_MS }).toContain("Ana was here.");

  await page.keyboard.press("d");
  await leading(page, () => page.keyboard.press("5"));
  expect([await notice(page), await nameOf(page)]).toEqual(["Declined: 1 comment.", "Cleo"]);
  expect(await readComment(ids[1] ?? "")).toMatchObject({ status: "declined", decision: { ground: "spam" } });
  await leading(page, () => page.keyboard.press("u"));
  expect([await notice(page), await nameOf(page)]).toEqual(["Taken back: 1 comment.", "Ben"]);
  expect(await readComment(ids[1] ?? "")).toMatchObject({ status: "pending", decision: null });

  await page.goto(queueOf(story));
  await leading(page, () => page.keyboard.press("j"));
  expect(await nameOf(page)).toBe("Cleo");
  await leading(page, () => page.keyboard.press("k"));
  expect(await nameOf(page)).toBe("Ben");
  await page.keyboard.press("r");
  await leading(page, () => page.keyboard.press("6"));
  expect(await readComment(ids[1] ?? "")).toMatchObject({
    status: "removed",
    decision: { ground: "illegal" },
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

it("takes no key for a command while something is typed, or with another key held", async () => {
  const story = await aStory("Keys that are letters");
  const id = await say(story, "Ana", "Ana was here.");
  const { page, complaints } = await atTheDesk(story);
  const address = page.url();
  // "d" and then "p" is nothing; neither is F1 behind "d", though its name ends like a ground's key.
  for (const keys of ["Shift+P", "Alt+p", "5", "d", "p", "d", "F1", "d", "Escape", "1"])
    await page.keyboard.press(keys);
  await page.click(".decide details:first-of-type summary");
  await page.focus("#note");
  await page.keyboard.type("pd1 r2 u");
  expect(await page.inputValue("#note")).toBe("pd1 r2 u");
  await page.focus("#law");
  await page.keyboard.press("Enter");
  expect([page.url(), (await readComment(id)).status]).toEqual([address, "pending"]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it("works without script: publish, decline the ticked ones, take back, sign out", async () => {
  const story = await aStory("The desk without script");
  const ids = [];
  for (const name of ["Ana", "Ben", "Cleo"]) ids.push(await say(story, name, `${name} was here.`));
  const { page, complaints } = await atTheDesk(story, { javaScriptEnabled: false });
  await page.click("[data-key=p]");
  expect(await notice(page)).toBe("Published: 1 comment.");
  await page.click("[data-key=u]");
  expect([await notice(page), await nameOf(page)]).toEqual(["Taken back: 1 comment.", "Ana"]);
  await page.click("text=Decline ticked");
  expect(await page.locator("#ids-wrong").textContent()).toBe("Tick a comment first.");
  for (const box of await page.locator("[type=checkbox]").all()) await box.check();
  await page.selectOption("#ground", "off_topic");
  await page.click("text=Decline ticked");
  expect(await notice(page)).toBe("Declined: 2 comments.");
  const statuses = await Promise.all(ids.map(async (id) => (await readComment(id)).status));
  expect(statuses).toEqual(["pending", "declined", "declined"]);
  await page.click("text=Sign out");
  expect(new URL(page.url()).pathname).toBe("/desk");
  await page.goto(queueOf(story));
  expect(new URL(page.url()).pathname).toBe("/desk");
  expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
  await page.context().close();
});

it("is worked by keyboard alone", async () => {
  const story = await aStory("The desk by tabs");
  const id = await say(story, "Ana", "Ana was here.");
  const { page } = await atTheDesk(story);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const isAtPublish = () => page.evaluate<boolean>("document.activeElement.matches('.publish')");
  for (let n = 0; n < 30 && !(await isAtPublish()); n++) await page.keyboard.press("Tab");
  await leading(page, () => page.keyboard.press("Enter"));
  expect((await readComment(id)).status).toBe("published");
  await page.context().close();
});

const FOLD_OUT = "document.querySelectorAll('details').forEach((each) => { each.open = true; })";

describe("looks", () => {
  let story: Article;

  beforeAll(async () => {
    story = await aStory("What the desk looks like");
    const parent = await say(story, "Rana", "What came before.");
    await editor("PUT", `/comments/${parent}/decision`, { decision: "publish" });
    await say(story, "Ana", `${AD}\n\nhttps://example.com/${"long".repeat(30)}`, parent);
    await say(story, "Ben", AD);
    await say(story, "ليلى", "أشكركم على هذا التقرير. هل يمكن أن تنشروا الأرقام كاملة؟");
  });

  async function lookAt(options: BrowserContextOptions, direction: string): Promise<void> {
    const { page, complaints } = await atTheDesk(story, { bypassCSP: true, ...options });
    const check = async (what: string) => {
      await page.evaluate(FOLD_OUT);
      expect(await page.evaluate(`document.body.matches(":dir(${direction})")`)).toBe(true);
      expect([what, await violations(page), await overflow(page)]).toEqual([what, [], 0]);
    };
    await check("queue");
    await leading(page, () => page.click(".bulk [value=publish]"));
    await check("a refused form");
    await page.goto(`${site.url}/desk/comments?status=removed&article=${story.id}`);
    await check("an empty list");
    await leading(page, () => page.click("header button"));
    await check("sign in");
    await page.fill("#token", "dl_nothing");
    await leading(page, () => page.click("main button"));
    await check("a refused token");
    expect(complaints.filter((text) => !/40[1-9]|422/.test(text))).toEqual([]);
    await page.context().close();
  }

  it.each([
    ["light", 360],
    ["dark", 360],
    ["light", 1280],
    ["dark", 1280],
    ["light", 320],
    ["dark", 768],
  ] as const)("have no axe violation and fit: %s, %i px", async (colorScheme, width) => {
    await lookAt({ colorScheme, viewport: { width, height: 740 } }, "ltr");
  });

  it("are as good from right to left", async () => {
    await editor("PATCH", "/site", { language: "ar" });
    try {
      await lookAt({ colorScheme: "light" }, "rtl");
      await lookAt({ colorScheme: "dark", viewport: { width: 1280, height: 740 } }, "rtl");
    } finally {
      await editor("PATCH", "/site", { language: "en" });
    }
  });
});

/** Others use the site, too: where very many wait, nobody may comment. */
async function decline(ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += 100) {
    const decisions = ids.slice(at, at + 100).map((id) => ({ id, decision: "decline", ground: "spam" }));
    await editor("POST", "/comments/decisions", { decisions });
  }
}

it("shows every attack as text", async () => {
  const story = await aStory("Attacks on the desk");
  const texts = markupAttacks(1).map((text) => text.slice(0, 3_000));
  const sent: string[] = [];
  for (const text of texts) {
    const name = [...text].slice(0, 60).join("");
    await say(story, name, text).then(
      (id) => sent.push(id),
      () => undefined,
    );
  }
  expect(sent.length).toBeGreaterThan(texts.length / 2);
  const { page, complaints, requests } = await atTheDesk(story);
  await page.addInitScript(NOTE_VIOLATIONS);
  await page.goto(queueOf(story));
  for (let pages = 1; ; pages++) {
    expect([pages, await dangersIn(page)]).toEqual([pages, []]);
    const more = page.locator(".pager a");
    if ((await more.count()) === 0) break;
    await leading(page, () => more.click());
  }
  for (const id of sent.filter((_, at) => at % 25 === 0)) {
    await page.goto(`${site.url}/desk/comments?open=${id}`);
    expect([id, await dangersIn(page)]).toEqual([id, []]);
  }
  await decline(sent);
  expect(complaints).toEqual([]);
  expect(requests.filter((url) => !/\/desk|\/icons\//.test(url))).toEqual([]);
  await page.context().close();
}, 240_000);

it("has a script of less than a kilobyte", () => {
  expect(new TextEncoder().encode(SCRIPT).byteLength).toBeLessThanOrEqual(1_024);
});
