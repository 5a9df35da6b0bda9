import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dangersIn, markupAttacks, NOTE_VIOLATIONS, takeWhatIsTaken } from "./support/markup-attack.ts";
import { newReader, openBrowser, type Watched } from "./support/reader.ts";
import { type RunningSite, startSite } from "./support/site.ts";

/** All of them take minutes: `DATELINE_FULL=1`. */
const EVERY = process.env.DATELINE_FULL === "1" ? 1 : 143;
const TIMEOUT_MS = 15 * 60_000;
const attacks = markupAttacks(EVERY);

let site: RunningSite;
let browser: Browser;
let reader: Watched;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite("--empty"), openBrowser()]);
  reader = await newReader(browser);
  await reader.page.addInitScript(NOTE_VIOLATIONS);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

function send(method: string, path: string, headers: Record<string, string> = {}) {
  return (members: unknown) =>
    fetch(`${site.url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${site.token}`,
        "Content-Type": "application/json",
        ...headers,
      },
      body: JSON.stringify(members),
    });
}

/** What the page does or holds that it must not, with its path. */
async function look(path: string): Promise<string[]> {
  reader.complaints.length = 0;
  reader.requests.length = 0;
  await reader.page.goto(site.url + path, { waitUntil: "load" });
  const strange = reader.requests.filter(
    (url) => !url.startsWith(`${site.url}/`) && !url.startsWith("data:"),
  );
  const found = [...(await dangersIn(reader.page)), ...strange.map((url) => `asked for ${url}`)];
  const loud = reader.complaints.filter((text) => !/status of 40[49]|status of 410/.test(text));
  return [...found, ...loud].map((what) => `${path}: ${what}`);
}

/** A story that says the attack wherever it may, and the author, section, topic and comment beside it. */
async function stage(attack: string, number: number): Promise<string[]> {
  const slug = `n${number}`;
  const oneLine = attack.replace(/\s+/g, " ");
  const name = { name: "Plain" };
  await takeWhatIsTaken(send("PUT", `/authors/${slug}`), { ...name, bio: attack });
  await send("PUT", `/authors/${slug}`)({ name: oneLine, bio: attack });
  await takeWhatIsTaken(send("PUT", `/sections/${slug}`), { ...name, description: oneLine });
  await send("PUT", `/sections/${slug}`)({ name: oneLine, description: oneLine });
  const paths: string[] = [`/authors/${slug}`, `/${slug}`];
  for (const format of ["markdown", "html"]) {
    const members = {
      headline: oneLine.slice(0, 200),
      standfirst: oneLine,
      label: oneLine.slice(0, 40),
      topics: [oneLine.slice(0, 60)],
      body: { format, source: attack },
    };
    const { json, taken } = await takeWhatIsTaken(
      (left) => send("POST", "/articles")({ headline: "Plain", section: slug, authors: [slug], ...left }),
      members,
    );
    if (!taken.includes("body"))
      await send("PATCH", `/articles/${json.id}`, { "If-Match": '"1"' })({ body: { source: "Text" } });
    const { revision } = (await (
      await fetch(`${site.url}/api/v1/articles/${json.id}`, {
        headers: { Authorization: `Bearer ${site.token}` },
      })
    ).json()) as { revision: number };
    const published = await send("PUT", `/articles/${json.id}/publication`, { "If-Match": `"${revision}"` })({
      state: "published",
    });
    const { path = null } = (await published.json()) as { path?: string | null };
    if (path === null) continue;
    await send("POST", `/articles/${json.id}/corrections`)({ text: attack.slice(0, 2_000) });
    paths.push(path, `${path}/comments`, `${path}/history`, `${path}/history/2`);
  }
  return paths;
}

/** The attack in the site's own words: they stand on every page. */
async function dress(attack: string): Promise<void> {
  const oneLine = attack.replace(/\s+/g, " ");
  await takeWhatIsTaken(send("PATCH", "/site"), {
    name: oneLine.slice(0, 80),
    tagline: oneLine.slice(0, 160),
    publisher: oneLine.slice(0, 160),
    menu: [{ label: oneLine.slice(0, 60), url: "/archive" }],
    footer: [{ label: oneLine.slice(0, 60), url: "/archive" }],
    banner: { text: oneLine.slice(0, 200) },
    donation: { headline: oneLine.slice(0, 120), text: attack.slice(0, 1_000) },
    commentPolicy: attack,
  });
}

describe.runIf(attacks.length > 0)("collected attacks in every field", () => {
  it(
    "run nowhere, and leave the policy nothing to stop",
    async () => {
      const found: string[] = [];
      let pages = 0;
      for (const [number, attack] of attacks.entries()) {
        await dress(attack);
        for (const path of [...(await stage(attack, number)), "/", "/corrections", "/archive"]) {
          found.push(...(await look(path)));
          pages++;
        }
      }
      expect(found).toEqual([]);
      expect(pages).toBeGreaterThan(attacks.length * 8);
      console.log(`${attacks.length} attacks, ${pages} pages`);
    },
    TIMEOUT_MS,
  );

  it("would be noticed", async () => {
    const headers = { "Content-Security-Policy": "script-src 'none'" };
    const body = '<img src="/none" onerror="alert(1)"><a href="java&#9;script:1">x</a>';
    await reader.page.route("**/self-test", (route) =>
      route.fulfill({ status: 200, contentType: "text/html", headers, body }),
    );
    const found = await look("/self-test");
    const noticed = ["img onerror", "a href=javascript:1", "stopped by the policy only"];
    for (const what of noticed) expect(found).toContainEqual(expect.stringContaining(what));
  });
});
