import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";
import { EXIT_USAGE, fail, readFlags } from "./command-line.ts";
import { ROOT } from "./run.ts";

const USAGE = "npm run screenshots -- --url URL --token T, of a site with the demo: renews docs/pictures";
const SCREENS = [
  { width: 360, height: 760 },
  { width: 768, height: 1024 },
  { width: 1280, height: 860 },
];
const SCHEMES = ["light", "dark"] as const;
const QUALITY = 72;

const { url, token } = readFlags({ url: { type: "string" }, token: { type: "string" } }, USAGE);
if (!url || !token) fail(`The site's address and a moderator's token are needed: ${USAGE}`, EXIT_USAGE);
const executablePath = findChromium() ?? fail("No Chromium was found: set CHROME_PATH.");

/** One page of each kind that is shown: articles in three scripts among them. */
async function pages(origin: string): Promise<Record<string, string>> {
  const front = await (await fetch(origin)).text();
  const stories = Array.from(front.matchAll(/<h[23]><a href="(\/\d{4}\/[^"]+)"/g), ([, path]) => path ?? "");
  const written = (script: RegExp) => stories.find((path) => script.test(decodeURI(path))) ?? "/";
  const [article = "/"] = stories;
  const arabic = written(/\p{Script=Arabic}/u);
  const japanese = written(/\p{Script=Hiragana}/u);
  const comments = `${await discussed(origin, stories)}/comments`;
  return { front: "/", section: "/region", article, arabic, japanese, comments, desk: "/desk/comments" };
}

/** The first story that somebody has said something of. */
async function discussed(origin: string, stories: string[]): Promise<string> {
  for (const path of stories)
    if ((await (await fetch(`${origin}${path}/comments/fragment`)).text()).includes('id="c-')) return path;
  return stories[0] ?? "/";
}

async function signIn(page: Page, holder: string): Promise<void> {
  await page.goto(`${url}/desk`);
  await page.fill("#token", holder);
  await Promise.all([page.waitForURL("**/desk/comments"), page.click("main button")]);
}

const folder = join(ROOT, "docs", "pictures");
await mkdir(folder, { recursive: true });
const shown = Object.entries(await pages(url));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const colorScheme of SCHEMES)
  for (const viewport of SCREENS) {
    const page = await browser.newPage({ colorScheme, viewport });
    await signIn(page, token);
    for (const [name, path] of shown) {
      await page.goto(url + path, { waitUntil: "networkidle" });
      const file = join(folder, `${name}-${viewport.width}-${colorScheme}.jpg`);
      await page.screenshot({ path: file, quality: QUALITY, type: "jpeg" });
      console.log(file);
    }
    await page.close();
  }
await browser.close();
