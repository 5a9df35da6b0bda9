import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Api } from "./api.ts";
import { type DemoComment, loadComments } from "./demo-comments.ts";
import { parseStory, type Story } from "./demo-story.ts";
import { ROOT } from "./run.ts";

const DEMO = join(ROOT, "demo");
const HOUR_MS = 3_600_000;
const PAGE = 100;

interface House {
  site: Record<string, unknown>;
  sections: { slug: string }[];
  authors: { slug: string }[];
}

interface Picture {
  alt: string;
  credit: string;
  licence: string;
  focus: string;
}

interface Held {
  id: string;
  headline: string;
  language: string;
  status: string;
  revision: number;
  /** Null while it is a draft. */
  path: string | null;
}

interface Loading {
  api: Api;
  now: number;
  pictures: Record<string, Picture>;
  held: Map<string, Held>;
}

/** Fills the site with the demo through its API. What is there already is left alone, so it can be done again. */
export async function loadDemo(
  { api, origin }: { api: Api; origin: string },
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  await loadHouse(api, (await readJson("site.json")) as House);
  const stories = await readStories();
  const pictures = (await readJson("pictures.json")) as Record<string, Picture>;
  const loading = { api, now: Date.now(), pictures, held: await heldArticles(api) };
  for (const [index, story] of stories.entries()) {
    await loadStory(loading, story);
    onProgress(index + 1, stories.length);
  }
  await loadDiscussions(api, origin);
}

/** What readers say in the demo; nothing where anybody has said anything yet. */
async function loadDiscussions(api: Api, origin: string): Promise<void> {
  const said = (await api("GET", "/comments?limit=1")) as { items: unknown[] };
  if (said.items.length > 0) return;
  const articles = [...(await heldArticles(api)).values()];
  await loadComments({ api, origin }, (await readJson("comments.json")) as DemoComment[], (headline) => {
    const path = articles.find((article) => article.headline === headline)?.path;
    if (!path) throw new Error(`demo/comments.json: there is no story "${headline}".`);
    return path;
  });
}

async function loadHouse(api: Api, { site, sections, authors }: House): Promise<void> {
  for (const { slug, ...json } of sections) await api("PUT", `/sections/${slug}`, { json });
  for (const { slug, ...json } of authors) await api("PUT", `/authors/${slug}`, { json });
  await api("PATCH", "/site", { json: site });
}

/** Oldest first: the order in which a newsroom would have published them. */
async function readStories(): Promise<Story[]> {
  const names = (await readdir(join(DEMO, "stories"))).filter((name) => name.endsWith(".md"));
  const stories = await Promise.all(names.map(readStory));
  return stories.sort((a, b) => b.hoursAgo - a.hoursAgo);
}

async function readStory(name: string): Promise<Story> {
  try {
    return parseStory(await readFile(join(DEMO, "stories", name), "utf8"));
  } catch (error) {
    throw new Error(`demo/stories/${name} can't be read.`, { cause: error });
  }
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(DEMO, name), "utf8"));
}

async function heldArticles(api: Api): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  let cursor: string | null = "";
  while (cursor !== null) {
    const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await api("GET", `/articles?limit=${PAGE}${after}`)) as {
      items: Held[];
      nextCursor: string | null;
    };
    for (const article of page.items) held.set(keyOf(article), article);
    cursor = page.nextCursor;
  }
  return held;
}

function keyOf({ headline, language }: { headline: string; language: string }): string {
  return `${language} ${headline}`;
}

async function loadStory(loading: Loading, story: Story): Promise<void> {
  const { api, now, held } = loading;
  const { id, status, revision } = held.get(keyOf(story)) ?? (await draft(loading, story));
  if (status !== "draft") return;
  const json = { state: "published", at: new Date(now - story.hoursAgo * HOUR_MS).toISOString() };
  await api("PUT", `/articles/${id}/publication`, { json, ifMatch: `"${revision}"` });
}

async function draft(
  loading: Loading,
  { headline, language, picture, caption, article }: Story,
): Promise<Held> {
  const lead = picture === undefined ? null : { media: await upload(loading, picture), caption };
  return (await loading.api("POST", "/articles", { json: { ...article, headline, language, lead } })) as Held;
}

async function upload({ api, pictures }: Loading, name: string): Promise<string> {
  const picture = pictures[name];
  if (!picture) throw new Error(`demo/pictures.json does not describe "${name}".`);
  const query = new URLSearchParams({ ...picture });
  const jpeg = new Uint8Array(await readFile(join(DEMO, "pictures", `${name}.jpg`)));
  return ((await api("POST", `/media?${query}`, { jpeg })) as { id: string }).id;
}
