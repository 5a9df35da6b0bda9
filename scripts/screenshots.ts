import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.ts";
import { EXIT_USAGE, fail, readFlags } from "./command-line.ts";
import { ROOT } from "./run.ts";

const USAGE = "npm run screenshots -- --url URL, of a site with the demo: renews docs/pictures";
const SCREENS = [
  { width: 360, height: 760 },
  { width: 768, height: 1024 },
  { width: 1280, height: 860 },
];
const SCHEMES = ["light", "dark"] as const;
const QUALITY = 72;

const { url } = readFlags({ url: { type: "string" } }, USAGE);
if (!url) fail(`The site's address is needed: ${USAGE}`, EXIT_USAGE);
const executablePath = findChromium() ?? fail("No Chromium was found: set CHROME_PATH.");

/** One page of each kind that is shown: articles in three scripts among them. */
async function pages(origin: string): Promise<Record<string, string>> {
  const front = await (await fetch(origin)).text();
  const stories = Array.from(front.matchAll(/<h[23]><a href="(\/\d{4}\/[^"]+)"/g), ([, path]) => path ?? "");
  const written = (script: RegExp) => stories.find((path) => script.test(decodeURI(path))) ?? "/";
  const [article = "/"] = stories;
  const arabic = written(/\p{Script=Arabic}/u);
  const japanese = written(/\p{Script=Hiragana}/u);
  return { front: "/", section: "/region", article, arabic, japanese, comments: `${article}/comments` };
}

const folder = join(ROOT, "docs", "pictures");
await mkdir(folder, { recursive: true });
const shown = Object.entries(await pages(url));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const colorScheme of SCHEMES)
  for (const viewport of SCREENS) {
    const page = await browser.newPage({ colorScheme, viewport });
    for (const [name, path] of shown) {
      await page.goto(url + path, { waitUntil: "networkidle" });
      const file = join(folder, `${name}-${viewport.width}-${colorScheme}.jpg`);
      await page.screenshot({ path: file, quality: QUALITY, type: "jpeg" });
      console.log(file);
    }
    await page.close();
  }
await browser.close();
