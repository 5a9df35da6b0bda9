import { existsSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PUBLISHED_AT, seedArticle } from "../support/seed-article.ts";
import { type Article, type Editor, editorOf, publish } from "./support/editor.ts";
import type { DemoSite } from "./support/keeper.ts";
import { newReader, openBrowser } from "./support/reader.ts";
import { demoSite } from "./support/shared-site.ts";

const FIXTURE = `${process.env.DATELINE_FIXTURES ?? "../shared/fixtures"}/articles/seed-article.txt`;
const HOSTILE = `<script>alert(1)</script><img src=x onerror=alert(2)> javascript:alert(3) "'><svg onload=alert(4)>`;

let site: DemoSite;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
  [site, browser] = await Promise.all([demoSite(), openBrowser()]);
  editor = editorOf(site);
});

afterAll(async () => {
  await browser?.close();
});

/** The model article where its text is at hand, else a story of our own with the same parts. */
async function postStory(): Promise<Article> {
  const picture = new Uint8Array(readFileSync(`demo/pictures/${await firstPicture()}`));
  const { id: media } = await editor<{ id: string }>("POST", "/media?alt=A%20hill&credit=Staff", picture, {
    "Content-Type": "image/jpeg",
  });
  const { headline, standfirst, source, caption, email } = seed();
  await editor("PUT", "/authors/karin", { name: "Karin", email, emailPublic: true });
  const story = { section: "world", authors: ["karin"], headline, standfirst, body: { source } };
  return await publish(editor, { ...story, lead: { media, caption } }, PUBLISHED_AT);
}

async function firstPicture(): Promise<string> {
  const { readdirSync } = await import("node:fs");
  return readdirSync("demo/pictures").find((name) => name.endsWith(".jpg")) ?? "";
}

function seed() {
  if (existsSync(FIXTURE)) return seedArticle(readFileSync(FIXTURE, "utf8"));
  if (process.env.CI) throw new Error(`${FIXTURE} is missing`);
  console.warn(`${FIXTURE} is not there: a story of our own stands in`);
  return {
    headline: "Talks about the delta begin",
    standfirst: "Both sides want a result before winter.",
    caption: "The delta in autumn",
    source: "The talks begin.\n\n> “We will listen,” she said.",
    email: "karin@courier.example",
  };
}

it("takes the model article from the API to a moderated comment, and off the paper", async () => {
  const story = await postStory();
  const { page, complaints } = await newReader(browser, { javaScriptEnabled: false });
  await page.goto(site.url + story.path);
  expect(await page.locator("h1").textContent()).toBe(story.headline);
  expect(await page.locator("figure img").getAttribute("alt")).toBe("A hill");
  expect(await page.locator("blockquote").count()).toBeGreaterThan(0);

  await page.getByRole("link", { name: "Join the discussion" }).click();
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Name").press("Tab");
  await page.keyboard.type("A calm and useful report.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/comments/receipts/*");
  expect(await page.locator("main").textContent()).toContain("A calm and useful report.");
  const receipt = page.url();

  const queue = await editor<{ items: { id: string }[] }>(
    "GET",
    `/comments?status=pending&article=${story.id}`,
  );
  expect(queue.items).toHaveLength(1);
  await editor("PUT", `/comments/${queue.items[0]?.id}/decision`, { decision: "publish" });
  await page.goto(receipt);
  expect(await page.locator("h1").textContent()).toMatch(/published/i);
  const cookie = (await page.context().cookies()).find(({ name }) => name === "commenter");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });

  const { revision } = await editor("GET", `/articles/${story.id}`);
  const withdrawal = { state: "withdrawn", reason: "It could not be confirmed." };
  await editor("PUT", `/articles/${story.id}/publication`, withdrawal, { "If-Match": `"${revision}"` });
  const gone = await page.goto(site.url + story.path);
  expect(gone?.status()).toBe(410);
  expect(complaints.filter((text) => !text.includes("410"))).toEqual([]);
});

it("says beside the field what is wrong, and keeps the text", async () => {
  const story = await publish(editor, { ...plain, headline: "A form that forgets nothing" });
  const { page } = await newReader(browser);
  await page.goto(`${site.url}${story.path}/comments`);
  await page.getByLabel("Name").fill("\u200b\u200b");
  await page.locator("textarea").fill("Three careful sentences.");
  await page.getByRole("button").click();
  await page.locator("#name-notes strong").waitFor();
  expect(await page.locator("#name").getAttribute("aria-invalid")).toBe("true");
  expect(await page.locator("#name-notes strong").textContent()).not.toBe("");
  expect(await page.locator("textarea").inputValue()).toBe("Three careful sentences.");
});

it("shows hostile text in every field literally, and runs none of it", async () => {
  await editor("PUT", "/authors/hostile", { name: HOSTILE.slice(0, 90), bio: HOSTILE });
  const said = new URLSearchParams({ alt: HOSTILE, caption: HOSTILE, credit: HOSTILE });
  const picture = new Uint8Array(readFileSync(`demo/pictures/${await firstPicture()}`));
  const { id: media } = await editor<{ id: string }>("POST", `/media?${said}`, picture);
  const story = await publish(editor, {
    ...plain,
    authors: ["hostile"],
    headline: HOSTILE,
    standfirst: HOSTILE,
    label: HOSTILE.slice(0, 25),
    topics: [HOSTILE.slice(0, 25)],
    lead: { media, caption: HOSTILE },
    body: { format: "html", source: `<p>Kept</p>${HOSTILE}<a href="javascript:alert(5)">link</a>` },
  });
  const cross = { Origin: site.url, Accept: "application/json", "Content-Type": "application/json" };
  const body = JSON.stringify({
    name: "<b onclick=alert(6)>Eve</b>",
    body: `${HOSTILE} https://x.example/"onclick=alert(7)`,
  });
  const sent = await fetch(`${site.url}${story.path}/comments`, { method: "POST", headers: cross, body });
  const { id, receiptUrl } = (await sent.json()) as { id: string; receiptUrl: string };
  await editor("PUT", `/comments/${id}/decision`, { decision: "publish", note: HOSTILE });
  for (const url of [
    site.url + story.path,
    `${site.url}${story.path}/comments`,
    receiptUrl,
    `${site.url}/`,
    `${site.url}/world`,
  ]) {
    const { page, complaints, requests } = await newReader(browser, { bypassCSP: true });
    await page.goto(url, { waitUntil: "networkidle" });
    expect([url, complaints]).toEqual([url, []]);
    expect([url, requests.filter((asked) => !asked.startsWith(site.url))]).toEqual([url, []]);
    expect([url, (await page.textContent("body"))?.includes("onerror=alert(2)")]).toEqual([url, true]);
    const handlers = await page.evaluate(
      "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value))).length",
    );
    // An article and its discussion carry one of ours.
    const own = url.startsWith(site.url + story.path) ? 1 : 0;
    const scripts = await page.locator("script:not([type='application/ld+json'])").count();
    expect([url, handlers, scripts]).toEqual([url, 0, own]);
    await page.context().close();
  }
});

const plain = { section: "world", authors: ["karin"], standfirst: "Short.", body: { source: "Text." } };
